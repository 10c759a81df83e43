"""What a case told before: its revisions listed, read, compared and cited."""
