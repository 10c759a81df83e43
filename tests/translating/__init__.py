"""Prose of published texts in other languages."""
