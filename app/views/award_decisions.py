from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.pay import VerdictForm
from app.http import fragments
from app.http.access import writes
from app.http.awards import page
from app.http.telling import in_each_language
from app.services.pay import deciding
from app.services.pay.deciding import Word

blueprint = Blueprint("award_decisions", __name__)


@blueprint.post("/awards/decisions")
@writes("awards", password_again=True)
def create() -> ResponseReturnValue:
    """The word on the lines that are ticked: on all of them, or on none."""
    form = VerdictForm(request.form)
    ids = request.form.getlist("line", type=int)
    try:
        form.check()
        word = Word(form.yes, form.because.data or "")
        n = deciding.decide(ids, word, current_user.id, in_each_language)
    except RuleBroken as refusal:
        return page(refusal), 422
    yes = ngettext("已批准 %(num)s 项。", "已批准 %(num)s 项。", n)
    no = ngettext("%(num)s 项不通过。", "%(num)s 项不通过。", n)
    return fragments.done(url_for("awards.index"), yes if form.yes else no)
