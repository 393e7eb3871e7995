"""Sentences with one grammar or spelling mistake, and their corrections: one task folder."""
