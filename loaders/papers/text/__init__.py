"""The lines of a paper as text: headings, bullet points, labelled facts, headers and footers."""
