from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http import customers
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.customers import noting

blueprint = Blueprint("lead_notes", __name__)


@blueprint.post("/leads/<int:lead_id>/notes")
@writes("leads")
def create(lead_id: int) -> ResponseReturnValue:
    try:
        noting.note(lead_id, customers.who(WRITE), request.form.get("text", ""))
        return customers.after(lead_id)
    except RuleBroken as refusal:
        return customers.after(lead_id, refusal)
