"""Asking cities, a year after they said so, whether their cases are still so."""
