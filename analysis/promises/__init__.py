"""Monitoring promises: their timing, their occasions and a timeline."""
