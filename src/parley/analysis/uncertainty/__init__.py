"""Which inputs an answer hangs on: screening, shares of variance, turning points. Handed the functions it samples."""
