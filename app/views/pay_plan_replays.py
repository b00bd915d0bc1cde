from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http.access import reads
from app.services.pay import replay, versions

blueprint = Blueprint("pay_plan_replays", __name__)


@blueprint.get("/pay-plans/<int:plan_id>/replay")
@reads("pay_plan_approvals")
def show(plan_id: int) -> ResponseReturnValue:
    """Past months paid once more by this plan: who would have got how much more or less."""
    asked = {name: request.args.get(name, "") for name in ("from", "to")}
    found: dict[str, object] = {"version": versions.one(plan_id)}
    try:
        months = replay.months(asked["from"], asked["to"])
        asked = {"from": months[0].code, "to": months[-1].code}
        found["replay"] = replay.of(versions.one(plan_id).plan, months)
    except RuleBroken as refusal:
        if refusal.code == "missing":
            raise
        found["refusal"] = refusal
    return render_template("pay_plan_replays/show.html", asked=asked, **found)
