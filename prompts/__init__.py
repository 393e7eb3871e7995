"""What we ask: tasks as folders, style guidance from seeds, and prompts rendered from templates."""
