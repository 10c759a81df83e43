"""Prose of published texts in other languages: machine drafts, by hand, checked, gone stale."""
