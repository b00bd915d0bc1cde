from datetime import date, timedelta
from uuid import uuid4

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.calls import CallForm
from app.http import fragments, paging, sheets, words
from app.http.access import can, reach, reads, writes
from app.services.accounts import sheet_key
from app.services.calls import made, outcomes, typed

FLAGGED = "flagged"
blueprint = Blueprint("calls", __name__)


@blueprint.get("/calls")
@reads("calls")
def index() -> ResponseReturnValue:
    """The calls of a day within reach: what a figure of the board was counted from."""
    found = wanted()
    seen = made.Reach(current_user.id, reach("calls"), reach("leads"))
    calls, total = made.list_of(seen, found)
    pages = {"page": found.page, "pages": paging.pages(total, made.PER_PAGE), "total": total}
    context = {"calls": calls, "wanted": found, "labels": outcomes.labels(), **pages}
    context["days"] = around(found.day)
    return render_template("calls/index.html", link=paging.link, **context)


@blueprint.post("/calls")
@writes("calls")
def create() -> ResponseReturnValue:
    """A call logged by the plain form; with a script it goes through the outbox instead."""
    form = CallForm(request.form)
    if not form.validate():
        raise RuleBroken("call_lead_unknown")
    try:
        uuid = form.id.data or str(uuid4())
        typed.log_now(uuid, form.lead.data, current_user.id, form.payload)
    except RuleBroken as refusal:
        return again(form, refusal), 422
    return fragments.done(url_for("today.show"), _("已保存。"))


def again(form: CallForm, refusal: RuleBroken) -> str:
    """The sheet with what was typed still in the form, and why it was refused beside it."""
    shown = sheets.of(current_user.id)
    queue = sorted(sheets.queue(shown), key=lambda lead: lead["id"] != form.lead.data)
    errors = {"follow_up_at": words.say(refusal.code, refusal.params)}
    outcome = {"values": form.payload, "errors": errors}
    key = sheet_key.of(current_user.id)
    return render_template("today/show.html", sheet=shown, queue=queue, key=key, outcome=outcome)


def around(day: date) -> tuple[date, date | None]:
    """The day before, and the day after unless it is still to come."""
    one = timedelta(days=1)
    return max(day, date.min + one) - one, day + one if day < clock.today() else None


def wanted() -> made.Wanted:
    asked = request.args
    which = asked.get("which", "")
    return made.Wanted(
        day=asked.get("day", clock.today(), date.fromisoformat),
        person=paging.number("person"),
        which=which if which != FLAGGED or can("voidings") else "",
        page=paging.wanted(),
    )
