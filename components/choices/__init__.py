"""Widgets that choose what a page shows: filter, order, rounds and occasion."""
