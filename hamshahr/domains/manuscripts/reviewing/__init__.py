"""From submission to verdict: what a city agrees to, what an editor asks, what is decided."""
