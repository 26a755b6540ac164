"""Makers of large trackers, written once into the folder for temporary files."""
