"""The session of one reader: URL state, language, displayed version, view with its cache, and the upload."""
