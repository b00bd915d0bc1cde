"""Files that people bring, taken in piece by piece and known by the hash of their contents (design:
uploads are checked before they are opened)."""

import hashlib
from pathlib import PurePath
from typing import IO

from app.errors import RuleBroken

PIECE = 1024 * 1024


def copy(source: IO[bytes], target: IO[bytes], most_bytes: int) -> str:
    """The hash of what was copied. Raises RuleBroken("file_too_large", megabytes | "file_empty")."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        size += len(piece)
        if size > most_bytes:
            raise RuleBroken("file_too_large", megabytes=most_bytes // PIECE)
        digest.update(piece)
        target.write(piece)
    if not size:
        raise RuleBroken("file_empty")
    return digest.hexdigest()


def shown(name: str) -> str:
    """A file's name without the way to it, as it can be kept and shown."""
    plain = "".join(letter for letter in name if letter.isprintable())
    return PurePath(plain.replace("\\", "/")).name[-200:]
