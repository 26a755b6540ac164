"""Actions of a page: copy its link, print it, present it, download what it gives."""
