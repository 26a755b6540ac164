"""Parts of the Over time page: coverage and movement between two rounds."""
