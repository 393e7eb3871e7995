"""The OpenAI-compatible wire: prompts to chat-completion requests, and whatever servers answer to replies."""
