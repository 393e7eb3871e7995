"""When: pure state machines that take the time as a value and return decisions."""
