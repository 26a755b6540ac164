"""The command line of the store: arguments, JSON and paths."""
