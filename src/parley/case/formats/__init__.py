"""Cases in the files of other programs: one file a format, each with `read` and `write`."""
