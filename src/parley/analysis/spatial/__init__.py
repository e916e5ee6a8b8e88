"""Where an issue settles when every party pulls towards its own position: mean, median, Condorcet election."""
