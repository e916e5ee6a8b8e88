"""What `parley analyse` prints, one file for each family of models: `tables(results, names)` gives its tables."""
