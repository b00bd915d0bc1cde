"""Whether somebody serves from this folder right now (design: doors, backup and restore)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from app.errors import RuleBroken
from app.extensions import vault

held: dict[str, IO[str]] = {}


def hold() -> None:
    """Notes for as long as this process lives that it serves; a second time it costs nothing."""
    path = vault.folder / "in-use"
    if str(path) not in held:
        file = path.open("a")
        fcntl.flock(file, fcntl.LOCK_SH)
        held[str(path)] = file


@contextmanager
def alone() -> Iterator[None]:
    """While nobody else serves from here. Raises RuleBroken("server_running")."""
    with (vault.folder / "in-use").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as others:
            raise RuleBroken("server_running") from others
        yield
