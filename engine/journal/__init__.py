"""The memory of a run: every event, append only, each line chained to the one before by a checksum."""
