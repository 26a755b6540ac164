"""The texts of issues of a return: a workbook or a Word form that an agency filled in for a round."""
