"""The reports of the commands, as lines for a terminal."""
