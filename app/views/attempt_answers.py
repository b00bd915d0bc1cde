from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.http import exam_answers, fragments, wire
from app.http.access import reads, writes
from app.services.exams import answering, sitting

blueprint = Blueprint("attempt_answers", __name__)


@blueprint.get("/attempts/<int:attempt_id>/answers")
@reads("exams")
def index(attempt_id: int) -> ResponseReturnValue:
    """What holds on the server, for a device that goes on."""
    attempt = sitting.own(attempt_id, current_user.id)
    return exam_answers.state(attempt, [])


@blueprint.post("/attempts/<int:attempt_id>/answers")
@writes("exams")
def create(attempt_id: int) -> ResponseReturnValue:
    """Answers of a device in a batch, or all at once from a page without script."""
    if not request.is_json:
        return from_form(attempt_id)
    try:
        given = exam_answers.sent_by(current_user.id)
        kept = answering.answer_all(attempt_id, current_user.id, given)
    except RuleBroken as refusal:
        return wire.refused(exam_answers.STATUSES.get(refusal.code, 409), refusal.code)
    return exam_answers.state(sitting.own(attempt_id, current_user.id), kept)


def from_form(attempt_id: int) -> ResponseReturnValue:
    sat = sitting.of(sitting.own(attempt_id, current_user.id))
    seq = answering.next_seq(attempt_id, exam_answers.PAGE)
    given = exam_answers.from_page(sat, seq)
    kept = answering.answer_all(attempt_id, current_user.id, given)
    onward = "hand_ins.new" if "onward" in request.form else "attempts.show"
    return fragments.done(url_for(onward, attempt_id=attempt_id), exam_answers.late_words(kept))
