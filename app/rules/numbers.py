MOST = 2**31 - 1


def key(typed: str) -> int:
    """The number of a row as an address or a form names it. Raises ValueError for what is none, and
    for one beyond what every database can hold: no row has it."""
    found = int(typed)
    if not 0 <= found <= MOST:
        raise ValueError(typed[:20])
    return found
