"""Approval by who has no account: one link, one address, one submission."""
