"""Write a tracker as an accessible Excel workbook."""
