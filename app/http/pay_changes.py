"""The page of changes of pay, whoever shows it."""

from flask import render_template
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import access
from app.services.pay import changes_due, changes_listed

RESOURCE = "award_proposals"


def page(refusal: RuleBroken | None = None) -> str:
    who = current_user.id, access.reach(RESOURCE)
    return render_template(
        "pay_changes/index.html",
        changes=changes_listed.of(*who),
        near=changes_due.near(*who),
        refusal=refusal,
        today=clock.today(),
    )
