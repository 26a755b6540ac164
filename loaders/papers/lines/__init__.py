"""The lines of a paper, read from plain text, Word and PDF; and the tables of a Word document as sheets of cells."""
