"""The library that draws charts in the browser: its pinned release, its file and the route that serves it."""
