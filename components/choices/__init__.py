"""Choices of what a page shows: filter, order, rounds and occasion; and what stands there if nothing matches."""
