"""Doing: the async shell that sends, judges and commits what the pure parts decide."""
