"""What the mock model writes for this task."""
