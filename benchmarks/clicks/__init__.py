"""How long a click takes to the eye, in a browser."""
