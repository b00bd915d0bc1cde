"""A deliberately naive claim, as many systems have it: the checkers must catch it."""

from datetime import date

from flask import request
from sqlalchemy import func, select, update

from app import clock, create_app
from app.extensions import db
from app.http.access import COOKIE, public
from app.models import HandOut, Lead
from app.services.accounts import sessions

app = create_app()


@public
def create():
    person_id = sessions.find(request.cookies[COOKIE]).id
    free = select(Lead.id).where(Lead.owner_id.is_(None)).order_by(Lead.id).limit(1)
    lead_id = db.session.scalar(free)
    if lead_id is None:
        return "", 409
    db.session.rollback()
    now = clock.now()
    values = {"owner_id": person_id, "owned_since": now}
    db.session.execute(update(Lead).where(Lead.id == lead_id).values(values))
    number = db.session.scalar(select(func.count()).where(HandOut.person_id == person_id)) + 1
    facts = {"day": date.today(), "kind": "precise", "how": "claim", "counts": True, "why": {}}
    db.session.add(HandOut(person_id=person_id, lead_id=lead_id, number=number, at=now, **facts))
    db.session.commit()
    return "", 200


app.view_functions["claims.create"] = create
