"""Looks at a run directory from outside: where it stands, and whether it holds what it says; changes nothing."""
