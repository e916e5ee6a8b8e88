"""What templates of the desk may call."""
