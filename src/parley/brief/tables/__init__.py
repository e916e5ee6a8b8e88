"""All that an analysis gives, as tables: one file a family of models, `tables(results, names)` gives its parts."""
