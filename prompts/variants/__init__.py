"""Rules that make a further row of one that is there, and what the rules of several tasks share."""
