"""Chance, which no rule has: ids and links come from here."""

import secrets


def chance() -> str:
    """Give text that nobody can guess: 192 bits, fit for an address."""
    return secrets.token_urlsafe(24)
