"""The issues of a workbook, and every code they may have."""
