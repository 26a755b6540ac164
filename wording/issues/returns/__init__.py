"""The texts of issues of a return: a workbook that an agency filled in for a round."""
