from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http import customers
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.customers import noting

blueprint = Blueprint("touches", __name__)


@blueprint.post("/leads/<int:lead_id>/touches")
@writes("leads")
def create(lead_id: int) -> ResponseReturnValue:
    """A contact that was no call."""
    asked = request.form
    channel, text, answered = asked.get("channel", ""), asked.get("text", ""), "answered" in asked
    try:
        noting.touch(lead_id, customers.who(WRITE), channel, text, answered=answered)
        return customers.after(lead_id)
    except RuleBroken as refusal:
        return customers.after(lead_id, refusal)
