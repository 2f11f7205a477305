"""The playout machine: fetches, caches, plays, reports. Reaches nothing of the server, speaks HTTP only."""
