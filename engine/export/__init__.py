"""A finished data set in the formats of those who use it: JSONL, CSV, Parquet, a Hugging Face folder, chats."""
