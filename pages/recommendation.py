"""Recommendation: everything about one recommendation."""

from components.document.host import show_page
from components.recommendation.page import recommendation

show_page(recommendation)
