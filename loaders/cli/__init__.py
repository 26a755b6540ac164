"""The command line of the loaders: arguments, JSON output, the console and output files."""
