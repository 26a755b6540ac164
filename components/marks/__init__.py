"""Marks of recommendations, and the lists, counts and tables made of them."""
