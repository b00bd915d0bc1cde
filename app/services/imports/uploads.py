"""Files that people bring: taken in piece by piece, known by the hash of their contents."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from app.errors import RuleBroken
from app.extensions import vault
from app.services.files import copy, shown
from app.services.imports.limits import MOST_BYTES

TEXT, ZIP, OLE = "text", "zip", "ole"
ENDINGS = {
    **dict.fromkeys((".csv", ".txt", ".tsv"), (TEXT,)),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et"), (ZIP, OLE)),
}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Upload:
    """A file of somebody's, in a folder of its own together with what is read out of it."""

    folder: Path
    hash: str
    name: str


def keep(
    source: IO[bytes],
    name: str,
    root: Path | None = None,
    endings: Mapping[str, tuple[str, ...]] = ENDINGS,
) -> Upload:
    """Puts a file into the folder of uploads (or `root`), under the hash of its contents.

    Raises RuleBroken("file_ending" | "file_too_large" | "file_empty" | "file_kind") before
    anything looks into it: the name's ending and the first bytes have to agree (design: safety).
    """
    root = root or vault.folder / "uploads"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    allowed = endings.get(PurePath(name).suffix.lower())
    if allowed is None:
        raise RuleBroken("file_ending", name=shown(name))
    handle, path = tempfile.mkstemp(dir=root, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as target:
            digest = copy(source, target, MOST_BYTES)
        check_kind(Path(path), allowed, name)
        return Upload(settle(Path(path), root / digest), digest, shown(name))
    finally:
        Path(path).unlink(missing_ok=True)


def folder_of(digest: str) -> Path:
    return vault.folder / "uploads" / digest


def check_kind(path: Path, allowed: tuple[str, ...], name: str) -> None:
    if kind_of(path) not in allowed:
        raise RuleBroken("file_kind", name=shown(name))


def kind_of(path: Path) -> str:
    """What the first bytes say the file is."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    is_text = head.startswith(UTF16_MARKS) or b"\0" not in head
    return TEXT if is_text and not head.startswith(b"%PDF") else "unknown"


def settle(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path.replace(folder / "file")
    return folder
