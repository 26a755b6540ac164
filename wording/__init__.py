"""Sentences in either language, made from numbers and codes."""
