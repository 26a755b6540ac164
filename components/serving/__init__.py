"""How the server answers a browser: prepared, without waiting, and compressed."""
