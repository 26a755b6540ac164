"""The lines of a Word document, and its tables as sheets of cells."""
