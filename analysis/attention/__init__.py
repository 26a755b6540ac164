"""What needs attention: reasons, questions to ask, and a ranking of groups."""
