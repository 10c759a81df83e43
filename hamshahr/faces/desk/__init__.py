"""The desk of those who run the instance: what waits, and what they write."""
