from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay import verdict
from app.http import fragments
from app.http.access import writes
from app.http.awards import page
from app.http.telling import in_each_language
from app.services.pay import deciding

blueprint = Blueprint("award_decisions", __name__)


@blueprint.post("/awards/decisions")
@writes("awards", password_again=True)
def create() -> ResponseReturnValue:
    """The word on one line, or on all that are ticked: on all of them, or on none."""
    try:
        ids, word = verdict(request.form)
        n = deciding.decide(ids, word, current_user.id, in_each_language)
    except RuleBroken as refusal:
        return page(refusal), 422
    yes = ngettext("已批准 %(num)s 项。", "已批准 %(num)s 项。", n)
    no = ngettext("%(num)s 项不通过。", "%(num)s 项不通过。", n)
    return fragments.done(url_for("awards.index"), yes if word.yes else no)
