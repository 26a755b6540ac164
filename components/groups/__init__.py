"""The pages Themes and Agencies."""
