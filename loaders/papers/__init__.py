"""Readers of published papers: a progress report in the usual published form becomes the records of a tracker."""
