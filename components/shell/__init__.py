"""What surrounds every page: footer, language switch, version banner and scale warning."""
