"""Recommendation: everything about one recommendation."""

from components.document.host import show_page
from components.recommendation import recommendation

show_page(recommendation)
