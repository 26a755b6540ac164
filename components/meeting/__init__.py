"""Parts of the Meeting page: its header and the pack on screen."""
