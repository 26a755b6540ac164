"""Write the returns of a round: a workbook for each recipient, with a draft e-mail that asks for it or reminds."""
