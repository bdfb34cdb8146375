"""Words made alike for searching (accounts/folding.py)."""

from accounts.folding import fold

__all__ = ["fold"]
