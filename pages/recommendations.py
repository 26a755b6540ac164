"""Recommendations: the list to search and sort."""

from components.document.host import show_page
from components.recommendations import recommendations

show_page(recommendations)
