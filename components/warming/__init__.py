"""Pages that are run before a reader asks for them: which, in which order, and how."""
