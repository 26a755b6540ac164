"""Overview: the status of every recommendation, and what moved."""

from components.document.host import show_page
from components.overview import overview

show_page(overview)
