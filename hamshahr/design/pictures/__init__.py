"""Pictures drawn on the server for pages that are shared elsewhere."""
