"""Finding by meaning: one space for texts of all languages, learnt from the library's own."""
