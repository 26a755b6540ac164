"""What surrounds every page: the HTML document, footer, language switch, version banner and scale warning."""
