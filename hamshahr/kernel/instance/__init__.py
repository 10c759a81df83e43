"""Which instance this is: an identity that its backups carry and a restore compares."""
