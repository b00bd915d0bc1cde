"""Many leads written at once, past the unit of work (sync.md: a record's way is kept short)."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Update, bindparam, inspect, update

from app.extensions import db
from app.models import Lead
from app.services.transaction import rows

TABLE = Lead.__table__
COLUMNS = set(TABLE.c.keys())


def write_changed(leads: Iterable[Lead]) -> None:
    """Writes what has changed in leads that the running transaction has locked, and lets them go:
    one statement for all whose same columns changed."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for lead in leads:
        changed = tuple(sorted(COLUMNS & inspect(lead).committed_state.keys()))
        if changed:
            values = {name: getattr(lead, name) for name in changed}
            alike[changed].append({"the_lead": lead.id, **values})
        db.session.expunge(lead)
    for changed, values_of_each in alike.items():
        rows(statement(changed), values_of_each)


@lru_cache
def statement(columns: tuple[str, ...]) -> Update:
    """The update of these columns of a lead, made once."""
    values: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in columns}
    return update(TABLE).where(TABLE.c.id == bindparam("the_lead")).values(values)
