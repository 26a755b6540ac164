"""The content of a paper, before it is written in a format: blocks, slides, sheets, and the edition they come from."""
