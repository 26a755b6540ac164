"""Write the returns of a round: workbooks or Word forms, each with a draft e-mail that asks for it or reminds."""
