"""The records of a paper, its lead agencies, and its monitoring promises."""
