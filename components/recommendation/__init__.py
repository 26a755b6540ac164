"""Parts of the Recommendation page: its header, its facts, and which recommendation it shows."""
