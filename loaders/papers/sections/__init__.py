"""The sections of a paper: its recommendations with their updates and statuses."""
