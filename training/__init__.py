"""Trains the English news pipeline that ships with Parley; see README.md for the one command."""
