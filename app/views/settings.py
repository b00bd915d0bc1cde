from datetime import timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms import settings as forms
from app.forms.settings import SettingForm
from app.http import fragments
from app.http import settings as in_words
from app.http.access import reads, writes
from app.rules.settings.catalogue import QUOTA
from app.rules.settings.timeline import Said
from app.services.settings_page import changing, overview, preview, scopes
from app.services.settings_page.overview import Shown
from app.services.settings_page.preview import Preview

blueprint = Blueprint("settings", __name__)
Look = dict[str, Preview | RuleBroken]


@blueprint.get("/settings")
@reads("settings")
def index() -> ResponseReturnValue:
    """The numbers of the house: what holds, since when and why, and what is due to hold."""
    return render_template("settings/index.html", sections=overview.index())


@blueprint.get("/settings/<name>")
@reads("settings")
def show(name: str) -> ResponseReturnValue:
    """One of them, and how it was."""
    setting, past = overview.show(name)
    return render_template("settings/show.html", setting=setting, past=past)


@blueprint.get("/settings/<name>/edit")
@writes("settings")
def edit(name: str) -> ResponseReturnValue:
    """What it is to be; with something filled in, a look at what the next day would be."""
    setting, _past = overview.show(name)
    if "since" not in request.args:
        form = first_form(setting, request.args.get("scope"))
        return page(setting, form, looked_at(setting, None))
    form = offered(setting, forms.FORMS[setting.item.kind](request.args))
    if fragments.wanted():
        return render_template("settings/_preview.html", **looked_at(setting, form))
    return page(setting, form)


@blueprint.post("/settings/<name>")
@writes("settings")
def update(name: str) -> ResponseReturnValue:
    setting, _past = overview.show(name)
    form = offered(setting, forms.FORMS[setting.item.kind](request.form))
    if form.validate():
        try:
            told = {"scope": form.scope.data, "since": form.since.data, "note": form.note.data}
            changing.change(name, form.typed(), by_id=current_user.id, **told)
            return fragments.done(url_for("settings.show", name=name), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(setting, form), 422


def first_form(setting: Shown, scope: str | None) -> SettingForm:
    tomorrow = clock.today() + timedelta(days=1)
    return offered(setting, forms.form_of(setting.item.kind, *setting.said_to(scope), tomorrow))


def offered(setting: Shown, form: SettingForm) -> SettingForm:
    item = setting.item
    form.offer(in_words.offered(scopes.of(item), item), in_words.choices(item))
    return form


def page(setting: Shown, form: SettingForm, look: Look | None = None) -> str:
    look = look or looked_at(setting, form)
    return render_template("settings/edit.html", setting=setting, form=form, **look)


def looked_at(setting: Shown, form: SettingForm | None) -> Look:
    """What the quotas of the next day would be by what is filled in, or why nobody can say."""
    if setting.item.key not in QUOTA:
        return {}
    try:
        return {"look": preview.of(proposal(setting, form) if form else None)}
    except RuleBroken as refusal:
        return {"stopped": refusal}


def proposal(setting: Shown, form: SettingForm) -> Said:
    if not form.is_proposal():
        raise RuleBroken("setting_incomplete")
    return Said(setting.item.key, form.scope.data, form.since.data, form.typed())
