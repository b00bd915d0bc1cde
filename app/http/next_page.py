from urllib.parse import urlsplit


def safe(target: str | None, fallback: str = "/") -> str:
    """Only a path of this site may be gone to after signing in; anything else is the fallback."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    if "\\" in target or any(ord(letter) < 32 for letter in target):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target
