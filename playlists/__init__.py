"""The day in order: building, publishing, formats, machines, as-run; the playout agent."""
