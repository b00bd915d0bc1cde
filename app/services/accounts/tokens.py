import hashlib
import secrets


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What the database keeps of a token: useless to whoever reads the table."""
    return hashlib.sha256(token.encode()).hexdigest()
