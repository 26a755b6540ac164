"""Closing recommendations: what the overseer decided, and what the agencies say of themselves."""
