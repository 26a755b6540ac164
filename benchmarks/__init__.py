"""How fast pages answer, files are read and papers are made."""
