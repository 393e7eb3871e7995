"""The wire: requests to bytes and bytes to replies, pure."""
