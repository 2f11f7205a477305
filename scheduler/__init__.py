"""Station, people, announcements, breaks, flights, placement, jobs and the clock."""
