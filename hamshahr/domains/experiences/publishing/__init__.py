"""From what a city told to what the library shows: revisions, and the columns that lists read."""
