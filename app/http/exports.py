"""What the pages of exports share: who looks, what is asked for, and a filter in words."""

from collections.abc import Callable

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.http import lead_filters
from app.http.access import can, reach
from app.rules import phones
from app.rules.exports.columns import HEADINGS
from app.rules.people.permissions import WRITE
from app.services.exports import asking, deciding, listing
from app.services.exports.listing import Looker
from app.services.exports.rows import Asked
from app.services.exports.states import APPROVAL, RESOURCE
from app.services.leads import choices
from app.services.leads.finding import Wanted


def looker() -> Looker:
    return Looker(current_user.id, reach(RESOURCE), can(APPROVAL, WRITE))


def asked() -> Asked:
    """The customers of the filters in the address, as far as who is signed in may take them away."""
    return Asked(current_user.id, reach(RESOURCE, WRITE), lead_filters.wanted())


def new(form: object) -> str:
    """What would be exported, before it is asked for."""
    what = asked()
    shown = {"preview": asking.preview(what), "headings": HEADINGS, "wanted": what.wanted}
    filters = {name: value for name, value in request.args.to_dict().items() if name in FILTERS}
    return render_template("exports/new.html", form=form, told=in_words(), filters=filters, **shown)


def decision(export_id: int, form: object) -> str:
    """What somebody else asked for, before it is allowed or not. Raises RuleBroken("missing" |
    "export_own" | "export_decided")."""
    one = listing.show(export_id, looker())
    if not one.waits:
        raise RuleBroken("export_own" if one.mine else "export_decided")
    shown = {"one": one, "told": in_words(), "growth": deciding.growth()}
    return render_template("export_approvals/new.html", form=form, **shown)


FILTERS = ("q", *(name for name in lead_filters.NAMES if name != "sort"))


def in_words() -> Callable[[Wanted], list[str]]:
    """A function from a filter to its parts in words; the names are looked up once."""
    sources, owners = choices.sources(), choices.owners(current_user.id, reach(RESOURCE))

    def told(wanted: Wanted) -> list[str]:
        typed = [_("查找“%(q)s”", q=phones.hidden(wanted.q))] if wanted.q else []
        return typed + list(lead_filters.labels(wanted, sources, owners).values())

    return told
