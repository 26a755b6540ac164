"""Agencies: what each leads, and how much of it is outstanding."""

from components.document.host import show_page
from components.groups.page import agencies

show_page(agencies)
