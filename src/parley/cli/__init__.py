"""The `parley` command: one file per command, each a thin door to the verbs of the package."""
