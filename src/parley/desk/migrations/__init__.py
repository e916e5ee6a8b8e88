"""Changes of the database, in order; never edited once shipped."""
