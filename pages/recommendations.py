"""Recommendations: the list to search and sort."""

from components.document.host import show_page
from components.recommendations.page import recommendations

show_page(recommendations)
