"""What was done, for people to read: the audit record worded, searched and exported."""
