"""Every folder in here that holds a `task.py` is a task; there is no list to edit."""
