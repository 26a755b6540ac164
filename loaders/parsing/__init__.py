"""Parse records into typed rows: dates, statuses, names, references and the scale."""
