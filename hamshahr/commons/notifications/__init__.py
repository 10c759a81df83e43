"""Notices to persons, and the post: letters kept, handed over, refused, come back."""
