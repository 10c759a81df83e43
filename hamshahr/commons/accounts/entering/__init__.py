"""How somebody comes in: password, passkey, second factor, letter, or the organisation."""
