"""Texts of a page: its header, its sentences, localised texts and names."""
