"""The whole station in one archive, taken while it runs, and brought back on either kind of database."""
