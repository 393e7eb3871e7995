"""Keeps copies of protected benchmark items and of seeds out of the data."""
