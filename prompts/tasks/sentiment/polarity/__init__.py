"""Words, phrases and emoji that praise or blame, and how many of them a text holds."""
