"""Text to item: finds the JSON object in a reply and puts it into the task's shape, pure."""
