"""Regions, cities and their facts."""
