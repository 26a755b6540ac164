"""The layout of a PDF's pages: words, rows, columns, tables, headers and footers."""
