from urllib.parse import SplitResult, urlsplit

NOWHERE = urlsplit("")


def claimed(header: str) -> SplitResult:
    """The address that a header claims; what is no address leads nowhere."""
    try:
        return urlsplit(header)
    except ValueError:
        return NOWHERE
