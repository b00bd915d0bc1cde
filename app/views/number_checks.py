from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.http.access import reach, writes
from app.services.own_leads import guard

blueprint = Blueprint("number_checks", __name__)


@blueprint.post("/number-checks")
@writes("sheet")
def create() -> ResponseReturnValue:
    """Whose the number is that somebody types; sent like a form, so that no log keeps it."""
    number, refusal, found = request.form.get("number", "")[:200], None, None
    try:
        found = guard.check(number, current_user.id, reach("leads"))
    except RuleBroken as broken:
        refusal = broken
    html = render_template("own_leads/_guard.html", found=found, number=number, refusal=refusal)
    return html, {"Lianxian": "guard"}
