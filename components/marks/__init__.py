"""Marks of recommendations, and the lists and tables made of them."""
