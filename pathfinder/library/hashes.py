"""Of the secret in a link, only this is kept."""

import hashlib

LONGEST_SECRET = 100


def hash_of(secret: str) -> str:
    """The secret has 256 bits of its own, so no salt and no slow hash is needed. Nothing for what cannot be a secret."""
    return hashlib.sha256(secret.encode()).hexdigest() if 0 < len(secret) <= LONGEST_SECRET else ""
