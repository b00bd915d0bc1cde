"""How it is told that a call counts nowhere: why, by whom, or that its own rep took it back."""

from typing import Any

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased

from app.models.calls import Call
from app.models.people import Person

UNDONE = "undone"
JUDGE = aliased(Person)
BY_HIMSELF = and_(Call.voided_by_id == Call.person_id, Call.voided_because == UNDONE)
VOIDED: tuple[Any, ...] = (Call.voided_because, JUDGE.name, func.coalesce(BY_HIMSELF, False))
BY_JUDGE = JUDGE.id == Call.voided_by_id
