"""A language model as a second reader, off unless an address is named: what it says passes the same gate."""
