"""Is this item good: pure checks on Arabic items, each refusal with a stable reason code."""
