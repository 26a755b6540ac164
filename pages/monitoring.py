"""Monitoring: what the overseer promised to do, by when and with whom."""

from components.document.host import show_page
from components.monitoring import monitoring

show_page(monitoring)
