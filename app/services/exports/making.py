"""Making the file of an export, beside the web server (design: long work; jobs)."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue, vault
from app.models import LeadExport
from app.rules.exports import columns, limits
from app.services import audit, settings
from app.services.accounts.tokens import new_token
from app.services.exports import files, rows, states
from app.services.exports.rows import Asked
from app.services.exports.states import FAILED, GOING, MADE, MAKING
from app.services.transaction import write


def folder() -> Path:
    """Where the files lie until they are deleted: in no backup, open to nobody else."""
    found = vault.folder / "exports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


@queue.task
def make(export_id: int) -> None:
    """Makes the file of an export that is allowed; one that was killed begins anew."""
    if not states.move(export_id, GOING, MAKING, rows_made=0, error=None):
        return
    try:
        go(export_id)
    except RuleBroken as refusal:
        if refusal.code != "export_elsewhere":
            fail(export_id, refusal.code, refusal.params)
    except Exception:
        fail(export_id, "export_broken", {})
        raise


def carry_on_all() -> None:
    """Sends on what was left lying when the process of jobs ended (design: jobs)."""
    query = select(LeadExport.id).where(LeadExport.state.in_(GOING)).order_by(LeadExport.id)
    left = db.session.scalars(query).all()
    db.session.rollback()
    for export_id in left:
        queue.send(make, export_id)


def go(export_id: int) -> None:
    """Writes the rows under a random name that nobody can guess, whole or not at all."""
    asked, most, form = terms(export_id)
    name = f"{new_token()}.{form}"
    draft, file = folder() / f"{name}.part", folder() / name
    try:
        draft.touch(mode=0o600)
        files.write(draft, form, told(export_id, asked, most))
        draft.rename(file)
        finish(export_id, name, asked.reach)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    finally:
        draft.unlink(missing_ok=True)


def terms(export_id: int) -> tuple[Asked, int, str]:
    """Whose file it is and how far he may go now, at most as far as when he asked; and how many
    rows it may hold. Raises RuleBroken("export_not_allowed" | "export_filter")."""
    export = states.get(export_id)
    reach = states.reach_of(export.asked_by_id)
    if reach is None:
        raise RuleBroken("export_not_allowed")
    asked = Asked(
        export.asked_by_id, limits.narrower(reach, export.reach), states.wanted_of(export)
    )
    numbers = settings.values(limits.KEYS, clock.today())
    most = limits.most_rows(export.rows_asked, numbers, approved=export.needs_approval)
    form = export.form
    db.session.rollback()
    return asked, most, form


def told(export_id: int, asked: Asked, most: int) -> Iterator[list[str]]:
    """Headings and rows; gives up when there are more by now than was allowed."""
    yield list(columns.HEADINGS)
    made = 0
    for some in rows.chunks(asked):
        made += len(some)
        if made > most:
            raise RuleBroken("export_grew", most=most)
        yield from some
        advance(export_id, made)


def advance(export_id: int, made: int) -> None:
    mine = (LeadExport.id == export_id, LeadExport.state == MAKING)
    with write() as session:
        session.execute(update(LeadExport).where(*mine).values(rows_made=made))


def finish(export_id: int, name: str, reach: str) -> None:
    made = {"file": name, "made_at": clock.now(), "reach": reach}
    with write():
        if not states.move(export_id, (MAKING,), MADE, **made):
            raise RuleBroken("export_elsewhere")
        export = states.get(export_id)
        told = {"rows": export.rows_made, "asked": export.rows_asked}
        audit.note("export_made", f"export:{export_id}", export.asked_by_id, **told)


def fail(export_id: int, code: str, params: dict[str, object]) -> None:
    with write():
        if states.move(export_id, (MAKING,), FAILED, error={"code": code, "params": params}):
            audit.note("export_failed", f"export:{export_id}", None, code=code)
