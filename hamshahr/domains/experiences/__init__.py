"""The case library: what a city did, and how it went."""
