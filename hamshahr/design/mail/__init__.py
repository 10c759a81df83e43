"""Mail as people get it: one letter, said once, laid out as text and as HTML in one language."""
