"""What the worker does, one file per kind of work."""
