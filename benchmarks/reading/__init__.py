"""Reading a workbook by the command `check`, against a bare read of the same file."""
