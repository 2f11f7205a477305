"""Benchmarks: figures as ratios, both sides measured in turn in one run. `make bench` prints them."""
