"""Write a paper as a PDF."""
