"""What becomes of clashes when two leads are merged (rules.md §2, identity)."""

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Clash, Lead
from app.models.clashes import ASKED, MERGE


def merged(kept_id: int, other_id: int, by_id: int, reason: str) -> None:
    """Whoever asked for the merged one asks for the kept one now; what else was open about it is
    answered by the merging. Within a running `write()`."""
    db.session.flush()
    open_ones = Clash.ruled_at.is_(None)
    same = aliased(Clash)
    doubled = exists().where(
        same.lead_id == kept_id, same.kind == ASKED, same.ruled_at.is_(None),
        same.raised_by_id == Clash.raised_by_id,
    )  # fmt: skip
    owner = select(Lead.owner_id).where(Lead.id == kept_id).scalar_subquery()
    go_on = update(Clash).where(open_ones, Clash.kind == ASKED, Clash.lead_id == other_id)
    not_his = or_(owner.is_(None), Clash.raised_by_id != owner)
    run = {"execution_options": {"synchronize_session": False}}
    db.session.execute(go_on.where(~doubled, not_his).values(lead_id=kept_id), **run)
    about = or_(Clash.lead_id == other_id, Clash.other_id == other_id)
    said = {"ruled_at": clock.now(), "ruling": MERGE, "ruled_by_id": by_id, "reason": reason}
    db.session.execute(update(Clash).where(open_ones, about).values(**said), **run)
