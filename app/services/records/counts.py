"""How many records need a look: for the badge, and for the tabs of the page (sync.md)."""

from datetime import timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from app import clock
from app.extensions import db
from app.models import Device, SyncOp, SyncSettlement
from app.rules.calls.times import SKEW_KEY
from app.services import settings
from app.services.records.states import (
    CONFLICT,
    DONE,
    LOST,
    OF_OPS,
    PARKED,
    SKEW,
    STATES,
    UNDELIVERABLE,
    Looker,
    has_lost,
    unsettled,
)

RECENT = timedelta(days=30)
Count = ScalarSelect[int]


def urgent(looker: Looker) -> int:
    """Records that somebody must decide on: parked, undeliverable, lost. One query."""
    counted = [ops(looker, state) for state in (PARKED, UNDELIVERABLE, LOST)]
    return sum(db.session.execute(select(*counted, lost_devices(looker))).one())


def of_states(looker: Looker) -> dict[str, int]:
    """How many there are in each state, in the order of the tabs; what a device lost is one."""
    counted = {state: ops(looker, state) for state in (PARKED, UNDELIVERABLE, LOST, CONFLICT)}
    counted[SKEW] = devices(looker, is_skewed(settings.value(SKEW_KEY, clock.today())))
    settled = select(func.count()).select_from(SyncSettlement)
    counted[DONE] = settled.where(looker.sees(SyncSettlement.person_id)).scalar_subquery()
    row = db.session.execute(select(*counted.values(), lost_devices(looker))).one()
    found = dict(zip(counted, row, strict=False))
    found[LOST] += row[-1]
    return {state: found[state] for state in STATES}


def ops(looker: Looker, state: str) -> Count:
    fits = (OF_OPS[state], looker.sees(), unsettled())
    return select(func.count()).select_from(SyncOp).where(*fits).scalar_subquery()


def lost_devices(looker: Looker) -> Count:
    return devices(looker, has_lost())


def devices(looker: Looker, which: ColumnElement[bool]) -> Count:
    fits = (which, looker.sees(Device.person_id))
    return select(func.count()).select_from(Device).where(*fits).scalar_subquery()


def is_skewed(most_s: int) -> ColumnElement[bool]:
    """Devices that came by lately with a clock so wrong that it is shown (sync.md)."""
    lately = Device.last_contact_at > clock.now() - RECENT
    return and_(func.abs(Device.skew_s) > most_s, lately)
