"""The store: published versions and the audit trail, on SQLite or PostgreSQL."""
