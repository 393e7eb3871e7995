"""Makes further rows of rows that are there, by the rules of their task, with labels in exact shares."""
