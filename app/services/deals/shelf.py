"""Where the files of quotes and contracts lie: in the folder of uploads, which a backup holds, under
the hash of their contents (design: uploads)."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.errors import RuleBroken
from app.extensions import vault
from app.rules.deals.files import HEAD, form_of
from app.services import files

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A file on the shelf, by which name it came, and how long it is."""

    digest: str
    name: str
    bytes: int


def keep(source: IO[bytes], name: str) -> Kept:
    """Puts a file on the shelf; the same contents lie there once. Nothing looks into it but at its
    first bytes.

    Raises RuleBroken("paper_too_large", megabytes | "file_empty") and what `form_of` refuses.
    """
    root, shown = folder(), files.shown(name)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=root, prefix="new-")
    try:
        with os.fdopen(handle, "w+b") as target:
            digest = copied(source, target)
            size = target.tell()
            target.seek(0)
            form_of(shown, target.read(HEAD))
            target.flush()
            os.fsync(target.fileno())
        Path(path).replace(root / digest)
        return Kept(digest, shown, size)
    finally:
        Path(path).unlink(missing_ok=True)


def copied(source: IO[bytes], target: IO[bytes]) -> str:
    try:
        return files.copy(source, target, MOST_BYTES)
    except RuleBroken as refusal:
        if refusal.code == "file_too_large":
            raise RuleBroken("paper_too_large", **refusal.params) from None
        raise


def folder() -> Path:
    return vault.folder / "uploads" / "deals"


def path_of(digest: str) -> Path:
    return folder() / digest
