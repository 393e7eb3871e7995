"""Gates between the rungs of the scale ladder: whether the rows so far are good enough to pay for more."""
