"""Write monitoring promises as a calendar file."""
