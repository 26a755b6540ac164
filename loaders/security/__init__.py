"""The checks of a file before any reader opens it."""
