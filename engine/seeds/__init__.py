"""The few real items that lend a run their style: which of a file they are, and what is told of them."""
