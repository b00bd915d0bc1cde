from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.hand_overs import HandOverForm
from app.http import fragments, hand_overs, persons
from app.http.access import reads, writes
from app.rules.people.permissions import WRITE
from app.services.hand_overs import handing, in_hand, planning
from app.services.hand_overs.handing import Done
from app.services.hand_overs.parts import Part
from app.services.people.roster import Entry

blueprint = Blueprint("hand_overs", __name__)


@blueprint.get("/people/<int:person_id>/leads")
@reads("people")
def index(person_id: int) -> ResponseReturnValue:
    """What somebody has in hand; with colleagues chosen, what each of them would get."""
    person, part = persons.within_reach(person_id), hand_overs.part_asked()
    return page(person, part, HandOverForm(request.args if "way" in request.args else None))


@blueprint.post("/people/<int:person_id>/leads")
@writes("hand_overs")
def create(person_id: int) -> ResponseReturnValue:
    """All of it goes to colleagues or to the pool, at once."""
    person = persons.within_reach(person_id, WRITE, hand_overs.RESOURCE)
    part, form = hand_overs.part_asked(), HandOverForm(request.form)
    form.offer(hand_overs.ways(), hand_overs.colleagues(person_id))
    if form.validate():
        try:
            message = hand_overs.told(handed(person_id, part, form))
            return fragments.done(url_for("hand_overs.index", person_id=person_id), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(person, part, form), 422


def handed(person_id: int, part: Part, form: HandOverForm) -> Done:
    if form.to:
        to, reason = form.to, form.reason.data
        return handing.hand_over(person_id, part, to, hand_overs.within(), reason)
    return handing.give_back(person_id, part, current_user.id, form.reason.data)


def page(person: Entry, part: Part, form: HandOverForm) -> str:
    """Only to be read by who may not hand these leads over."""
    shown = {"person": person, "part": part, "now": clock.now()}
    shown |= {"inhand": in_hand.of(person.id, part), "links": hand_overs.links(person.id, part)}
    shown["every_day"] = hand_overs.address(person.id, Part(part.only))
    if not hand_overs.may(person.id):
        return render_template("hand_overs/index.html", form=None, **shown)
    form.offer(hand_overs.ways(), hand_overs.colleagues(person.id))
    plan = planning.plan(person.id, part, form.to, hand_overs.within())
    templates = ("hand_overs/_plan.html", "hand_overs/index.html")
    return fragments.page_or(*templates, form=form, plan=plan, **shown)
