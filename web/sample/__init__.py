"""The sample station: Radio Multatuli with its offices, people, week and announcements, and a story told on it."""
