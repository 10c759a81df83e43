"""Asking machines elsewhere, at addresses that people typed: never one of a private network."""
