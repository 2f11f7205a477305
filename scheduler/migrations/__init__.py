"""The database's shape through time, run by `siar db upgrade`."""
