"""The scale of statuses, and the colours they are drawn in."""
