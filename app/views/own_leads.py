from uuid import uuid4

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.own_leads import OwnLeadForm
from app.http import fragments
from app.http.access import reach, writes
from app.services.own_leads import adding
from app.services.own_leads.adding import Added

blueprint = Blueprint("own_leads", __name__)


@blueprint.get("/own-leads/new")
@writes("sheet")
def new() -> ResponseReturnValue:
    """A customer one found oneself, in ten seconds."""
    return page(OwnLeadForm(request.args, key=str(uuid4())))


@blueprint.post("/own-leads")
@writes("sheet")
def create() -> ResponseReturnValue:
    form = OwnLeadForm(request.form)
    if form.validate():
        try:
            key = form.key.data or str(uuid4())
            added = adding.add(key, form.data, current_user.id, reach("leads"))
            refusal = adding.refusal(added)
            if refusal is None:
                return saved(added)
            form.refuse(refusal)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: OwnLeadForm) -> str:
    return render_template("own_leads/new.html", form=form)


def saved(added: Added) -> ResponseReturnValue:
    told = _("本来就是你的客户,新内容已补上。") if added.state == adding.GROWN else _("已录入。")
    if "call" in request.form:
        return fragments.done(url_for("today.show", lead=added.lead_id), told)
    return fragments.done(url_for("leads.show", lead_id=added.lead_id), told)
