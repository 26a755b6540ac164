"""Parts of the Monitoring page: counts, timeline, meetings and promises."""
