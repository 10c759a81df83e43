"""Making what can be found: words at once, meaning as soon as the embedder has read the texts."""
