"""How much of what: exact plans over any number of dimensions, and the ledger of what is filled. Pure."""
