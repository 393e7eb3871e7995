"""Train on synthetic, test on real: what a model learns from the data."""
