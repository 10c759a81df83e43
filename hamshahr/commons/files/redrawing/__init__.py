"""Pictures drawn anew, so that nothing but what is seen is kept of them."""
