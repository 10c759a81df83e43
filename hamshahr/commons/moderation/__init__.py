"""Reports of pages, asks for correction or removal, and what is decided about them."""
