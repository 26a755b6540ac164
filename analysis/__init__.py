"""Questions about a tracker, answered with small pandas tables; no clock, no files, no sentences."""
