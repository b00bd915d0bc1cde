from datetime import date

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.http import fragments
from app.http.access import writes
from app.http.awards import page
from app.http.telling import in_each_language
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.rules.pay.states import CLOSE, PROPOSE, PUBLISH
from app.services.pay import closing, proposing

blueprint = Blueprint("pay_steps", __name__)


@blueprint.post("/awards/months/<month>/steps")
@writes("pay_months", password_again=True)
def create(month: str) -> ResponseReturnValue:
    """A month's next step: proposed, its statements published, closed."""
    try:
        told = take(request.form.get("step", ""), periods.read(month, (MONTH,)).first)
    except RuleBroken as refusal:
        return page(refusal), 422
    return fragments.done(url_for("awards.index"), told)


def take(step: str, first: date) -> str:
    if step == PROPOSE:
        done = proposing.propose(first, in_each_language, current_user.id)
        said = {"new": done.new, "changed": done.changed, "gone": done.gone}
        return _("新增 %(new)s,变化 %(changed)s,取消 %(gone)s。", **said)
    if step == PUBLISH:
        closing.publish(first, current_user.id)
        return _("明细已发出,每个人都能看到自己的。")
    if step != CLOSE:
        raise RuleBroken("pay_step")
    closed = closing.close(first, in_each_language, current_user.id)
    return _("已月结,入账 %(n)s 项,移到下月 %(moved)s 项。", n=closed.posted, moved=closed.moved)
