"""Requests for rewrites as files: made of items and personas, sent through a run, and what came of each."""
