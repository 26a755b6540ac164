"""Questions asked of a tracker: tables in, small tables out; no clock, no files, no sentences."""
