"""Where the sound goes."""
