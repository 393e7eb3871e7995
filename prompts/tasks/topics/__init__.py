"""New topics for the questions of another task: one task folder."""
