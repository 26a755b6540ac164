"""Write a paper as a Word document."""
