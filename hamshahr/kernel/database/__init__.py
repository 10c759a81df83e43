"""Django's PostgreSQL engine, which fails quickly while the server cannot be reached."""
