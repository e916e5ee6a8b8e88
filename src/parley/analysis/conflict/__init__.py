"""The graph model for conflict resolution: which outcomes would last, and who could upset them."""
