"""Short opinions with a sentiment label: one task folder."""
