from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.team_stages import GuideForm
from app.http import fragments, language
from app.http.access import reads, writes
from app.services.guides import editing, reading

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
@reads("guides")
def index() -> ResponseReturnValue:
    """Prompts of the stages and talks of the signals, in one language at a time."""
    asked = request.args.get("language") or language.choose()
    chosen = asked if asked in reading.LANGUAGES else reading.LANGUAGES[0]
    groups = reading.grouped(chosen)
    return render_template("guides/index.html", groups=groups, chosen=chosen)


@blueprint.get("/guides/<chosen>/<guide_key>/edit")
@writes("guides")
def edit(chosen: str, guide_key: str) -> ResponseReturnValue:
    return page(chosen, guide_key)


@blueprint.post("/guides/<chosen>/<guide_key>")
@writes("guides")
def update(chosen: str, guide_key: str) -> ResponseReturnValue:
    """The text from now on, in this language."""
    form = GuideForm(request.form)
    if form.validate():
        try:
            editing.put(guide_key, chosen, form.words(), current_user.id)
            url = url_for("guides.index", language=chosen, _anchor=guide_key)
            return fragments.done(url, _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(chosen, guide_key, form), 422


def page(chosen: str, guide_key: str, form: GuideForm | None = None) -> str:
    try:
        guide = editing.one(guide_key, chosen)
    except RuleBroken:
        abort(404)
    form = form or GuideForm(data=vars(guide))
    form.seen.data, form.seen.raw_data = guide.version, None
    return render_template("guides/edit.html", form=form, guide=guide, chosen=chosen)
