"""Reports: papers about what matches the filter, to preview and to download."""

from components.document.host import show_page
from components.papers import reports

show_page(reports)
