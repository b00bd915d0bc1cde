import segno
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.forms.surveys import SurveyForm
from app.http import customers, deals
from app.http.access import public, writes
from app.rules.people.permissions import WRITE
from app.services.surveys import asking

blueprint = Blueprint("surveys", __name__)


@blueprint.post("/deals/<int:deal_id>/survey")
@writes("deals")
def create(deal_id: int) -> ResponseReturnValue:
    """A link for the customer, shown by this one answer."""
    line = deals.whole_or_404(deal_id).line
    token = asking.ask(deal_id, customers.who(WRITE, "deals"))
    url = url_for("surveys.show", survey=token, _external=True)
    code = segno.make(url).svg_data_uri(scale=5, border=4, light="#fff")
    return render_template("surveys/create.html", line=line, url=url, code=code)


@blueprint.get("/s/<survey>")
@public
def show(survey: str) -> ResponseReturnValue:
    """One question for a customer; nothing on it says who he is."""
    if not asking.is_open(survey):
        return render_template("surveys/over.html"), 410
    return render_template("surveys/show.html", form=SurveyForm())


@blueprint.post("/s/<survey>")
@public
def update(survey: str) -> ResponseReturnValue:
    form = SurveyForm(request.form)
    if not asking.is_open(survey):
        return render_template("surveys/over.html"), 410
    if not form.validate():
        return render_template("surveys/show.html", form=form), 422
    try:
        asking.answer(survey, form.said())
    except RuleBroken:
        return render_template("surveys/over.html"), 410
    return render_template("surveys/thanks.html")
