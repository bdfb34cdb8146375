"""Money: the books, the fund's ledger, and the providers who bring it."""
