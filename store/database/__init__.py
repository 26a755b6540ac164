"""The database: connections, opening and migrating it, and its errors."""
