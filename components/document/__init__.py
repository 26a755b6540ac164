"""A page as a document: what it holds, how it is written, and the hosts that show it."""
