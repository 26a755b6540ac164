"""The lines of a paper, read from plain text, Word and PDF."""
