from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http import api
from app.http.access import by_token
from app.services.arrivals import receiving, source_tokens

blueprint = Blueprint("api_leads", __name__)


@blueprint.post("/api/leads")
@by_token
def create() -> ResponseReturnValue:
    """An advertising platform brings a precise lead; it goes out at once (rules.md §2.2)."""
    try:
        holder = source_tokens.holder(api.token())
        return api.answered(receiving.receive(holder, api.body()))
    except RuleBroken as refusal:
        return api.refused(refusal)
