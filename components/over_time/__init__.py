"""Parts of the Over time page: coverage, movement between two rounds, and target dates."""
