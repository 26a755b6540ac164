"""The file of an upload: reading it, and what the database has of it until it is published."""
