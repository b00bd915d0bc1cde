"""One file that holds a house: its database, the files that were handed in, the key of its
do-not-call list, and a list of them with their sums (design: doors, uploads)."""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.errors import RuleBroken

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself; `files` are their sums by name."""

    made_at: str
    dialect: str
    revision: str
    files: dict[str, str]
    format: int = FORMAT


def pack(folder: Path, target: Path, made_at: str, dialect: str, revision: str) -> None:
    """Packs a folder into one file that is either whole or not there."""
    files = {str(path.relative_to(folder)): checksum(path) for path in files_in(folder)}
    manifest = Manifest(made_at, dialect, revision, files)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest)))
    draft = target.with_name(f"{target.name}.part")
    try:
        with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
            for path in files_in(folder):
                archive.add(path, str(path.relative_to(folder)))
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.chmod(0o600)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpacks an archive and checks every file of it. Raises RuleBroken("backup_damaged" |
    "backup_newer")."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        said = json.loads((folder / MANIFEST).read_text())
        if said["format"] > FORMAT:
            raise RuleBroken("backup_newer")
        manifest = Manifest(**said)
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as fault:
        raise RuleBroken("backup_damaged") from fault
    there = {str(path.relative_to(folder)): checksum(path) for path in files_in(folder)}
    there.pop(MANIFEST, None)
    if there != manifest.files:
        raise RuleBroken("backup_damaged")
    return manifest


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
