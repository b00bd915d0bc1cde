from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.tasks import TaskForm
from app.http import fragments, meetings
from app.http.access import reads, writes
from app.services.meetings import items, tasks

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks")
@reads("tasks")
def index() -> ResponseReturnValue:
    """What the signed-in person has to do."""
    return page(TaskForm().prepared())


@blueprint.post("/tasks")
@writes("tasks")
def create() -> ResponseReturnValue:
    """A task for oneself, outside of any meeting."""
    form = TaskForm(request.form).prepared()
    if form.validate():
        try:
            items.give(form.said(current_user.id, *meetings.calendar()), current_user.id)
            return fragments.done(url_for("tasks.index"), _("记下了。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: TaskForm) -> str:
    return render_template("tasks/index.html", tasks=tasks.of(current_user.id), form=form)
