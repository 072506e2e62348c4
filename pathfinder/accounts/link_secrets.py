"""The secret in a link: who has it needs no account. Only its hash is kept."""

import hashlib
import secrets

LONGEST = 100


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of_secret(secret: str) -> str:
    """It has 256 bits of its own, so no salt and no slow hash is needed. Nothing for what cannot be a secret."""
    return hashlib.sha256(secret.encode()).hexdigest() if 0 < len(secret) <= LONGEST else ""
