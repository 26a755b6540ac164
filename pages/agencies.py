"""Agencies: what each leads, and how much of it is outstanding."""

from components.document.host import show_page
from components.groups import agencies

show_page(agencies)
