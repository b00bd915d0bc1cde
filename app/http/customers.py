"""The page of a customer, as a page and as what comes back after something was done on it."""

from flask import Response, abort, make_response, redirect, render_template, url_for
from flask_login import current_user

from app.errors import RuleBroken
from app.http import fragments, sheet_leads, timelines
from app.http.access import can, reach
from app.rules.people.permissions import READ, WRITE
from app.services.calls import outcomes
from app.services.customers import page
from app.services.customers.page import Page
from app.services.customers.revealing import Numbers
from app.services.customers.within import Who
from app.services.deals import quotes
from app.services.leads import listed

FEW = 30


def who(action: str = READ, resource: str = "leads") -> Who:
    """Who asks, and how far he may go on what this is about."""
    return Who(current_user.id, reach(resource, action))


def show(lead_id: int, numbers: Numbers | None = None, refusal: RuleBroken | None = None) -> str:
    """The page within reach, with the numbers that were asked for; beyond it there is none."""
    found = page.show(lead_id, who())
    if found is None:
        abort(404)
    entries = timelines.of(found.whole, outcomes.labels())
    context = {"numbers": numbers or found.numbers, "refusal": refusal, "few": FEW}
    context |= {"quotes": quotes.of_lead(lead_id) if can("deals") else []}
    context |= {"card": sheet_leads.card(found.card), "writes": may_write(found)}
    context |= {"complains": may_write(found, "complaints")}
    return render_template(
        "leads/show.html",
        page=found,
        whole=found.whole,
        lead=found.whole.lead,
        entries=entries,
        listed_as=listed_as(found),
        **context,
    )


def may_write(found: Page, resource: str = "leads") -> bool:
    """Whether grade, stage and the next call may be set, and notes be made, by who is signed in; or
    something else be written down about the customer."""
    return can(resource, WRITE) and (found.whole.own or reach(resource, WRITE) != "own")


def listed_as(found: Page) -> str | None:
    asked = found.whole.lead.do_not_call and can("do_not_call")
    return listed.key_of_lead(found.whole.lead.id) if asked else None


def after(lead_id: int, refusal: RuleBroken | None = None) -> Response:
    """After something was done on the page, or refused: the page as it is now."""
    if refusal is not None and refusal.code == "missing":
        abort(404)
    if refusal is None and not fragments.wanted():
        return make_response(redirect(url_for("leads.show", lead_id=lead_id), 303))
    return make_response(show(lead_id, refusal=refusal), 200 if refusal is None else 422)
