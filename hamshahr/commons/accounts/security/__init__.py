"""How somebody keeps her own ways in: password, address, second factors, sessions."""
