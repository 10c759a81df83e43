"""Deleting one's account: what goes with it, what stays with the city."""
