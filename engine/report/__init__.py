"""One HTML page about a data set: what was planned, made, refused and measured, for people who were not there."""
