"""How the server answers a browser: without waiting, and compressed."""
