"""Reading a workbook as what is published: its review, the words of its dates, and its scale."""
