"""The reader of XML that the workbook formats share."""
