"""What pages are made of: HTML elements, tables, escaped text and the style sheet."""
