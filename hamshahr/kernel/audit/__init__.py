"""Who did what to what, and when: kept for good."""
