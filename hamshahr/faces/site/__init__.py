"""The pages for readers: home, search, gallery."""
