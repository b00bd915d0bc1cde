from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import fragments, paging
from app.http.access import reach, reads, writes
from app.models.allocation import BY_HAND
from app.services import settings
from app.services.hand_outs import past, planning, reports, runs, surplus
from app.services.hand_outs.reports import Report
from app.services.leads import returns
from app.services.leads.returns import Judge

blueprint = Blueprint("hand_outs", __name__)


@blueprint.get("/hand-outs")
@reads("hand_outs")
def index() -> ResponseReturnValue:
    """What would go out now and why, and what went out before."""
    page = paging.wanted()
    found, total = past.page_of(page)
    pages = {"page": page, "pages": paging.pages(total, past.PER_PAGE), "total": total}
    proposal, refused = proposed()
    context = {"report": proposal, "refused": refused, "surplus": surplus.of_today()}
    run_at = settings.value("allocation.run_at", clock.today())
    judge = Judge(current_user.id, reach("lead_returns"))
    context["returned"] = len(returns.waiting(judge))
    context |= {"past": found, "link": paging.link, "run_at": run_at, **pages}
    return render_template("hand_outs/index.html", **context)


def proposed() -> tuple[Report | None, RuleBroken | None]:
    try:
        return reports.of_plan(planning.plan(clock.now())), None
    except RuleBroken as refusal:
        return None, refusal


@blueprint.post("/hand-outs")
@writes("hand_outs")
def create() -> ResponseReturnValue:
    """Hands out what is due at this moment; the page that follows is the record of it."""
    run_id = runs.hand_out(BY_HAND, current_user.id)
    n = len(reports.of_run(run_id).given)
    message = ngettext("分出 %(num)s 条。", "分出 %(num)s 条。", n)
    return fragments.done(url_for("hand_outs.show", run_id=run_id), message)


@blueprint.get("/hand-outs/<int:run_id>")
@reads("hand_outs")
def show(run_id: int) -> ResponseReturnValue:
    """The record of a run: what waited, who got what, and why."""
    return render_template("hand_outs/show.html", report=reports.of_run(run_id))
