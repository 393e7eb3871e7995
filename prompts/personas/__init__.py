"""Personas: imagined people for whom items are rewritten, and the bank of them that comes along."""
