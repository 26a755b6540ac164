"""The words that trackers use for columns, statuses, refs, rounds and agencies, in English and Welsh."""
