"""Themes: how much is outstanding in each."""

from components.document.host import show_page
from components.groups import themes

show_page(themes)
