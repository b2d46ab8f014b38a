"""The database: its schema, and the rows that `apply()` makes of records."""
