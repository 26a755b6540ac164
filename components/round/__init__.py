"""Parts of the Round page: starting a round, its returns, what they answer, and closing it."""
