"""Addresses of pages elsewhere: what may be typed, and whether they can still be reached."""
