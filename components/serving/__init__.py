"""How the server answers a browser: prepared, and compressed."""
