"""Papers and other files, made in a process of their own: the queue, the process, and how far a file is."""
