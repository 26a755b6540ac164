"""Parts of the About page: the counting rules, notes and reviews."""
