"""What parts are made of: HTML elements, tables and escaped text, and the one writer of HTML."""
