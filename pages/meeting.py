"""Meeting: the background and questions for an occasion, or for what matches the filter; linked from Monitoring."""

from components.document.host import show_page
from components.meeting import meeting

show_page(meeting)
