"""About: what the statuses mean, how each number is counted, and where the data comes from."""

from components.about import about
from components.document.host import show_page

show_page(about)
