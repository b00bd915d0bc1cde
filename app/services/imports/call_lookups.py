"""What a list of old calls is held against: customers by number, their wishes, the callers."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.extensions import db
from app.models import Call, Lead, LeadPhone, Person
from app.rules.calls.dispositions import DO_NOT_CALL, dispositions
from app.services.calls import grounds


def leads_of(numbers: Collection[str]) -> dict[str, Lead]:
    """The customers with these numbers, by number, locked."""
    wanted = select(LeadPhone.lead_id).where(LeadPhone.number.in_(numbers))
    query = (
        select(Lead)
        .join(Lead.phones)
        .options(contains_eager(Lead.phones))
        .where(Lead.id.in_(wanted))
        .order_by(Lead.id)
        .with_for_update(of=Lead)
        .execution_options(populate_existing=True)
    )
    found = db.session.scalars(query).unique()
    return {phone.number: lead for lead in found for phone in lead.phones}


def wishes_of(ids: Collection[int]) -> dict[int, datetime]:
    """When these customers first said in a call that they want none."""
    known = dispositions(grounds.today().settings)
    codes = [code for code, one in known.items() if one.then == DO_NOT_CALL]
    said = Call.disposition.in_(codes) & Call.voided_at.is_(None)
    query = select(Call.lead_id, func.min(Call.started_at)).where(Call.lead_id.in_(ids), said)
    return {lead_id: at for lead_id, at in db.session.execute(query.group_by(Call.lead_id))}


def reps() -> dict[str, int]:
    """Whoever has or had an account, by login and, where only one has it, by name."""
    people = db.session.execute(select(Person.id, Person.login, Person.name)).all()
    names = Counter(name for _, _, name in people)
    by_name = {name.lower(): key for key, _, name in people if names[name] == 1}
    return by_name | {login: key for key, login, _ in people}
