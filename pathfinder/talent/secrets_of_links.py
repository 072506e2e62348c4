"""The secret in a candidate's link: only its hash is kept. It has 256 bits of its own, so no salt is needed."""

import hashlib
import secrets

LONGEST = 100


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Nothing for what cannot be a secret."""
    return hashlib.sha256(secret.encode()).hexdigest() if 0 < len(secret) <= LONGEST else ""
