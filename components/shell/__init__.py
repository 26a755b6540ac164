"""What surrounds every page: the footer, the language switch, the version banner and the scale warning."""
