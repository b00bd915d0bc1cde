"""Taking the file of an export away, and clearing it away when its days are over
(rules.md §2: each is on record)."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import ExportDownload, LeadExport
from app.rules.exports import limits
from app.services import audit, settings
from app.services.exports import making, states
from app.services.exports.states import GONE, MADE
from app.services.transaction import write

STRAY_AFTER = timedelta(days=1)


def take(export_id: int, person_id: int) -> tuple[Path, str]:
    """The file for who asked for it, and nobody else, not even who approved it; and its form.

    Each time is written down. Who may see less by now than when it was made does not get it.
    Raises RuleBroken("missing" | "export_not_made" | "export_gone" | "export_not_allowed").
    """
    with write() as session:
        export = states.get(export_id)
        if export.asked_by_id != person_id:
            raise RuleBroken("missing")
        check(export)
        path = making.folder() / str(export.file)
        if not path.is_file():
            raise RuleBroken("export_gone")
        now = clock.now()
        session.add(ExportDownload(export_id=export_id, person_id=person_id, at=now))
        audit.note("export_downloaded", f"export:{export_id}", person_id, rows=export.rows_made)
        return path, export.form


def check(export: LeadExport) -> None:
    if export.state == GONE:
        raise RuleBroken("export_gone")
    if export.state != MADE:
        raise RuleBroken("export_not_made")
    reach = states.reach_of(export.asked_by_id)
    if reach is None or limits.narrower(reach, export.reach) != export.reach:
        raise RuleBroken("export_not_allowed")


@queue.hourly
def clear_exports() -> None:
    """Deletes files whose days are over and those that belong to nothing; the record stays."""
    days: int = settings.value(limits.KEPT, clock.today())
    old = (LeadExport.state == MADE, LeadExport.made_at < clock.now() - timedelta(days=days))
    found = db.session.execute(select(LeadExport.id, LeadExport.file).where(*old)).all()
    for export_id, name in found:
        with write():
            if states.move(export_id, (MADE,), GONE, file=None):
                audit.note("export_gone", f"export:{export_id}", None)
        (making.folder() / str(name)).unlink(missing_ok=True)
    clear_strays()


def clear_strays() -> None:
    """What a process that was killed left behind."""
    query = select(LeadExport.file).where(LeadExport.file.is_not(None))
    wanted, before = set(db.session.scalars(query)), clock.now() - STRAY_AFTER
    for path in making.folder().iterdir():
        changed = datetime.fromtimestamp(path.stat().st_mtime, clock.SHANGHAI)
        if path.name not in wanted and changed < before:
            path.unlink(missing_ok=True)
