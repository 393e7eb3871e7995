"""Measures a finished data set: its quality, how near it is to real data, what it teaches, and what it gives away."""
