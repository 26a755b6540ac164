"""Mapping a workbook by hand in step 2: its sheets as they are, with the field of each column above them."""
