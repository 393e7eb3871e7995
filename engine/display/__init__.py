"""What a person or a program sees of a run while it works; everything here goes to standard error."""
