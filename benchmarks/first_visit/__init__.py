"""How long a first visit takes, and how many bytes, on a fast and on a slow line."""
