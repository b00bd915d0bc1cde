"""All of a house into one file, and back (design: doors)."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import func, select

from app import clock
from app.config import ROOT
from app.errors import RuleBroken
from app.extensions import db, vault
from app.models import Call, Lead, Person
from app.services.backups import archive, databases, in_use

UPLOADS, KEY = "uploads", Path("keys/do-not-call")


@dataclass(frozen=True)
class Counts:
    """What a backup holds of the things people count."""

    people: int
    leads: int
    calls: int


def make(target: Path) -> Counts:
    """Writes a backup while people go on working; all of it is of one moment (design: doors).

    The do-not-call list is worth nothing without its key, so the key is in it; the key of the
    sessions is not. Raises RuleBroken("backup_exists") and what `databases.save` raises.
    """
    if target.exists():
        raise RuleBroken("backup_exists", file=str(target))
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as name:
        folder = Path(name)
        databases.save(folder)
        if (vault.folder / UPLOADS).is_dir():
            shutil.copytree(vault.folder / UPLOADS, folder / UPLOADS)
        (folder / KEY).parent.mkdir()
        (folder / KEY).write_bytes(vault.do_not_call_key)
        moment = clock.now().isoformat()
        archive.pack(folder, target, moment, databases.dialect(), databases.revision())
    return counts()


def restore(source: Path) -> None:
    """Puts a backup in the place of what is here, once all of it has proved whole.

    Raises RuleBroken("server_running" | "backup_damaged" | "backup_newer" |
    "backup_other_database") with nothing changed.
    """
    with in_use.alone(), tempfile.TemporaryDirectory(dir=vault.folder) as name:
        folder = Path(name)
        manifest = archive.unpack(source, folder)
        if manifest.dialect != databases.dialect():
            raise RuleBroken("backup_other_database", dialect=manifest.dialect)
        if not is_known(manifest.revision):
            raise RuleBroken("backup_newer")
        databases.put_back(folder)
        put_files_back(folder)


def put_files_back(folder: Path) -> None:
    if (folder / UPLOADS).is_dir():
        shutil.copytree(folder / UPLOADS, vault.folder / UPLOADS, dirs_exist_ok=True)
    key = vault.folder / KEY
    key.parent.mkdir(mode=0o700, exist_ok=True)
    (folder / KEY).chmod(0o600)
    (folder / KEY).replace(key)


def counts() -> Counts:
    """How many people, leads and calls there are now."""
    db.session.rollback()
    tables = (Person, Lead, Call)
    found = [db.session.scalar(select(func.count(table.id))) or 0 for table in tables]
    return Counts(*found)


def is_known(revision: str) -> bool:
    try:
        return ScriptDirectory(str(ROOT / "migrations")).get_revision(revision) is not None
    except (ResolutionError, CommandError):
        return False
