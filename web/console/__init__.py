"""The pages of the station: one module for each noun, and the application that joins them."""
