"""How the product is wired: settings, addresses, the server, the command line."""
