"""Finding by words: cutting texts into words, and what a reader's word may be in a text."""
