"""Themes: how much is outstanding in each."""

from components.document.host import show_page
from components.groups.page import themes

show_page(themes)
