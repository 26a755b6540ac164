"""Reading a return that was filled in: its identity, its answers, and what is wrong with them."""
