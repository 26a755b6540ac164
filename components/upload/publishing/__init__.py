"""Step 5 of an upload: what publishing waits for, the press of its button, and its result."""
