"""Over time: how statuses moved from round to round, and who reported."""

from components.document.host import show_page
from components.over_time import over_time

show_page(over_time)
