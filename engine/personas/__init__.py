"""Personas out of large files: which are fit to rewrite for, and a diverse few of those."""
