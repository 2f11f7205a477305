"""The three processes of a station (web, worker, clock), and the one that looks after them."""
