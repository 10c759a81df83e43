"""The pages on which people are invited, answer, serve and hand over."""
