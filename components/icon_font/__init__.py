"""The icons that the platform's pages can show: a small font, sent in place of the platform's whole one."""
