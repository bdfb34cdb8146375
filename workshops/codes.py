"""Short codes for sessions, which people read out and type."""

import secrets

# Without 0 O 1 I L, 5 S, 8 B, U V, and without vowels, so that no word appears by chance.
LETTERS = "CDFGHJKMNPQRTWXYZ234679"
LENGTH = 6


def new_code() -> str:
    """Six letters: 148 million of them."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
