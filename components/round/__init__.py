"""Parts of the Round page: starting a round, its returns, and closing it."""
