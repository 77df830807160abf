"""Who is who: local accounts, the tokens that the gateway issues, and the keys that prove them."""
