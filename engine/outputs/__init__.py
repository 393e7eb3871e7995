"""Files that commands write beside a run: staged whole, and never over what must stay."""
