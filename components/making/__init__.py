"""Papers and other files, made in a process of their own: the queue, the process, and what the page shows meanwhile."""
