"""The vocabulary: what experiences, needs and groups are about."""
