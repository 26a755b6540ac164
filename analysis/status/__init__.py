"""The status of every recommendation: the latest, by round, by group, and the coverage of rounds."""
