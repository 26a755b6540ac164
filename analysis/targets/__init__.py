"""Target dates: the first one, each revision, and how late a recommendation is."""
