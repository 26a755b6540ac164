"""Text analysis of updates: points, dates, references, contradictions and stalled phrases."""
