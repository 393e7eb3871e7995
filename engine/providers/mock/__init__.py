"""The mock model: a transport that answers requests by itself, with faults on demand."""
