"""Stands after the checks of single rows: figures of all accepted rows together, while the run goes on."""
