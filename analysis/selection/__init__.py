"""Select recommendations: filters, text search and neighbours in a list."""
