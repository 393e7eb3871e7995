"""Files of items that other people made: benchmarks, seeds, and what must be protected."""
