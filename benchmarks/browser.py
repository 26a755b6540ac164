"""The browser of all measurements to the eye."""

SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
"""What Chromium is started with."""
