"""Texts of the sentiment task for the mock model: banks of Arabic clauses and the composer that joins them."""
