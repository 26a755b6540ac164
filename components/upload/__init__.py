"""The Upload page: choose a file, read it, check it, compare it with the current version, publish it."""
