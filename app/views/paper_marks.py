from collections.abc import Sequence

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from app.errors import RuleBroken
from app.forms import marks
from app.http import fragments, paging
from app.http.access import reads, writes
from app.rules.numbers import key
from app.services.exams import marking, papers, to_mark, waiting
from app.services.exams.to_mark import ToMark

blueprint = Blueprint("paper_marks", __name__)


@blueprint.get("/papers/<int:paper_id>/marks")
@reads("papers")
def index(paper_id: int) -> ResponseReturnValue:
    """The questions of a paper that a person marks, and how much of each waits."""
    paper = papers.one(paper_id)
    found = waiting.of(paper_id, current_user.id)
    return render_template("paper_marks/index.html", paper=paper, found=found)


@blueprint.get("/papers/<int:paper_id>/marks/<int:version_id>/edit")
@writes("papers")
def edit(paper_id: int, version_id: int) -> ResponseReturnValue:
    """All answers to one question, one below the other, without names."""
    return page(paper_id, version_id)


@blueprint.post("/papers/<int:paper_id>/marks/<int:version_id>")
@writes("papers")
def update(paper_id: int, version_id: int) -> ResponseReturnValue:
    try:
        given = marks.given(request.form)
        done = marking.mark(paper_id, version_id, given, current_user.id)
    except RuleBroken as refusal:
        return page(paper_id, version_id, refusal), 422
    message = ngettext("评了 %(num)s 份。", "评了 %(num)s 份。", done.answers)
    return fragments.done(after(paper_id, version_id), message)


def after(paper_id: int, version_id: int) -> str:
    """Back to the attempt that he came from, else to what waits next."""
    asked = narrowed()
    if attempt_id := asked["attempt"]:
        return url_for("paper_attempts.show", paper_id=paper_id, attempt_id=attempt_id)
    return url_for("paper_marks.edit", paper_id=paper_id, version_id=version_id, **asked)


def narrowed() -> dict[str, int | None]:
    """Whether with names, and of which attempt alone, as the address says it."""
    return {"names": request.args.get("names", type=key), "attempt": paging.number("attempt")}


def page(paper_id: int, version_id: int, refusal: RuleBroken | None = None) -> str:
    paper, asked = papers.one(paper_id), to_mark.question(paper_id, version_id)
    here = {"paper_id": paper_id, "version_id": version_id, **narrowed()}
    found = shown_of(to_mark.answers(paper_id, asked), here["attempt"])
    nth, each = paging.wanted(), to_mark.PER_PAGE
    pages = {"page": nth, "pages": paging.pages(len(found), each), "first": (nth - 1) * each}
    waits = sum(one.earned is None for one in found)
    counts = {"total": len(found), "waits": waits, "here": here}
    some = found[pages["first"] : nth * each]
    whole = {"paper": paper, "asked": asked, "refusal": refusal, "typed": request.form}
    return render_template("paper_marks/edit.html", found=some, **whole, **pages, **counts)


def shown_of(found: Sequence[ToMark], attempt_id: int | None) -> list[ToMark]:
    """None of one's own; of one attempt alone where the address asks for it."""
    others = [one for one in found if one.person_id != current_user.id]
    return [one for one in others if attempt_id in (None, one.attempt_id)]
