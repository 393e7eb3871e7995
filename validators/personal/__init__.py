"""Personal data in texts: found, refused, masked or replaced by pseudonyms. Needs no other part of the path."""
