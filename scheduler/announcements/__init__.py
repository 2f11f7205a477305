"""Announcements: what an agency asks to be told, each edit a new revision, and the way to the air."""
