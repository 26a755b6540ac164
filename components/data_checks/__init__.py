"""Parts of the Data checks page: missing data and references."""
