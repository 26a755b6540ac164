"""The words of a paper: titles, footers, facts and statuses; and the options that select what it covers."""
