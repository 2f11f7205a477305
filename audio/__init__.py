"""Text to spoken words, voices, mixing, loudness and the media store. Knows no database and no web."""
