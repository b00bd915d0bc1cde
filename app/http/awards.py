"""The page of approvals, whoever shows it."""

from flask import render_template, request
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http.months import last_day
from app.rules.pay.states import FOR_GOOD, OPEN, PROPOSED, PUBLISHED
from app.services.pay import awards, closing, deciding, months, objecting

SHOWN = 6


def picked() -> set[str] | None:
    """Which lines were ticked when the page was left for the password or refused; None where it was
    only just opened: then all are."""
    sent = request.form.getlist("line") or request.args.get("line", "").split(".")
    return set(filter(None, sent)) or None


def page(refusal: RuleBroken | None = None) -> str:
    lines = awards.waiting(current_user.id)
    return render_template(
        "awards/index.html",
        picked=picked(),
        because=request.values.get("because", "")[:200],
        lines=lines,
        free=[one for one in lines if not one.barred],
        objections=objecting.unanswered(current_user.id),
        months=[panel(one) for one in months.listed()[:SHOWN]],
        begins=begins(),
        refusal=refusal,
        changes=refusal.changes if isinstance(refusal, deciding.Changed) else (),
    )


def begins() -> object:
    """The month that can be proposed next: the one after the last, if it has begun."""
    known, this = months.listed(), clock.today().replace(day=1)
    if not known:
        return months.period(this).before().first
    after = months.period(known[0].month).after().first
    return after if after <= this else None


def panel(one: object) -> dict[str, object]:
    """A month with the step that comes next, if it can be taken now."""
    state, month = one.state, one.month  # type: ignore[attr-defined]
    until = closing.objections_until(one)  # type: ignore[arg-type]
    over = last_day(month) < clock.today()
    waits = until is not None and until >= clock.today()
    return {
        "month": month,
        "code": months.period(month).code,
        "state": state,
        "until": until if waits else None,
        "propose": state not in FOR_GOOD,
        "publish": state == PROPOSED and over,
        "close": state == PUBLISHED and not waits,
        "sheet": state in FOR_GOOD,
        "over": over,
        "open": state == OPEN,
    }
