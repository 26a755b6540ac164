"""Write the returns of a round: a workbook for each recipient, and a draft e-mail with it."""
