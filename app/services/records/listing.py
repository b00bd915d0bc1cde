"""Records that need a look, a page at a time; the number of queries is fixed (sync.md)."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Device, Person, SyncOp, SyncSettlement
from app.rules.calls.times import SKEW_KEY
from app.services import settings
from app.services.records import about
from app.services.records.counts import is_skewed
from app.services.records.record import Loss, Record, Settled, Skew
from app.services.records.states import DONE, OF_OPS, Looker, has_lost, unsettled

PER_PAGE = 20
SETTLER = aliased(Person)
RECORD = (
    *(SyncOp.id, SyncOp.device_id, SyncOp.seq, SyncOp.person_id, Person.name, SyncOp.kind),
    *(SyncOp.status, SyncOp.result, SyncOp.raw, SyncOp.received_at),
)
SETTLED = (
    *(SyncSettlement.how, SETTLER.name, SyncSettlement.at, SyncSettlement.reason),
    *(SyncSettlement.result, SyncSettlement.call_id),
)
LOSS = (
    *(Device.id, Device.last_seq + 1, SyncSettlement.upto_seq, SyncSettlement.person_id),
    *(Person.name, Device.last_contact_at),
)
FIRST_OF_LOSS = len(RECORD) + len(SETTLED)


def page_of(looker: Looker, state: str, page: int) -> list[Record | Loss]:
    """The records in a state, the latest first, those settled by when they were."""
    query = settled(looker) if state == DONE else open_ones(looker, state)
    found = db.session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return about.told([item(row) for row in found], looker)


def open_ones(looker: Looker, state: str) -> Select[*tuple[Any, ...]]:
    return (
        select(*RECORD)
        .join(Person, Person.id == SyncOp.person_id)
        .where(OF_OPS[state], looker.sees(), unsettled())
        .order_by(SyncOp.received_at.desc(), SyncOp.device_id, SyncOp.seq.desc())
    )


def settled(looker: Looker) -> Select[*tuple[Any, ...]]:
    return (
        select(*RECORD, *SETTLED, *LOSS)
        .select_from(SyncSettlement)
        .join(Person, Person.id == SyncSettlement.person_id)
        .join(SETTLER, SETTLER.id == SyncSettlement.by_id)
        .outerjoin(SyncOp, SyncOp.id == SyncSettlement.op_id)
        .outerjoin(Device, Device.id == SyncSettlement.device_id)
        .where(looker.sees(SyncSettlement.person_id))
        .order_by(SyncSettlement.at.desc(), SyncSettlement.id.desc())
    )


def item(row: Row[*tuple[Any, ...]]) -> Record | Loss:
    record, how, loss = row[: len(RECORD)], row[len(RECORD) : FIRST_OF_LOSS], row[FIRST_OF_LOSS:]
    end = Settled(*how) if how else None
    if row.id is None:
        return replace(Loss(*loss), settled=end)
    return replace(Record(*record), settled=end)


def losses(looker: Looker) -> list[Loss]:
    """What devices lost that came back empty, with the numbers."""
    query = (
        select(Device.id, Device.last_seq + 1, Device.max_seq, Device.person_id)
        .add_columns(Person.name, Device.last_contact_at)
        .join(Person, Person.id == Device.person_id)
        .where(has_lost(), looker.sees(Device.person_id))
        .order_by(Device.last_contact_at.desc(), Device.id)
    )
    return [Loss(*row) for row in db.session.execute(query)]


def skews(looker: Looker) -> list[Skew]:
    """Devices with a clock that is wrong by more than is shown, the worst first."""
    most_s = settings.value(SKEW_KEY, clock.today())
    query = (
        select(Person.name, Device.client, Device.skew_s, Device.last_contact_at)
        .join(Person, Person.id == Device.person_id)
        .where(is_skewed(most_s), looker.sees(Device.person_id))
    )
    found = [
        Skew(who, client, skew or 0, at) for who, client, skew, at in db.session.execute(query)
    ]
    return sorted(found, key=lambda skew: -abs(skew.seconds))
