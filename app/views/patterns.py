from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.calendar import PatternForm
from app.http import fragments
from app.http.access import writes
from app.http.words.people import PATTERNS
from app.services import calendar

blueprint = Blueprint("patterns", __name__)


@blueprint.get("/calendar/pattern")
@writes("calendar")
def edit() -> ResponseReturnValue:
    """Which days of a week are worked; asked for at the first start."""
    weekly = calendar.weekly(clock.today())
    chosen = {"pattern": weekly.pattern, "anchor": weekly.anchor, "since": clock.today()}
    return page(PatternForm(data=chosen))


@blueprint.post("/calendar/pattern")
@writes("calendar")
def update() -> ResponseReturnValue:
    form, first = PatternForm(request.form), calendar.is_first_choice()
    form.offer(PATTERNS)
    if form.validate():
        try:
            since = form.since.data or clock.today()
            pattern, anchor = form.pattern.data, form.anchor.data
            calendar.choose_pattern(pattern, anchor, since=since, by_id=current_user.id)
            back = "start.show" if first else "calendar.index"
            return fragments.done(url_for(back), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: PatternForm) -> str:
    form.offer(PATTERNS)
    return render_template("patterns/edit.html", form=form, first=calendar.is_first_choice())
