"""The words of a paper: titles, footers, facts and statuses."""
