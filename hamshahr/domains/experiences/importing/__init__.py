"""Experiences from files: the documented line, reading a file, bringing it in."""
