"""Make a copy of a workbook in which the cells with issues are filled and commented."""
