"""The session of one reader: query, language, displayed version, view with its cache, and the upload."""
