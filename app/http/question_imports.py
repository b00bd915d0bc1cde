"""The page on which a paper and what was understood of it stand side by side."""

from flask import render_template, request
from wtforms import Form

from app.http import paging, questions
from app.models import QuestionImport
from app.services.questions import desk
from app.services.questions.bringing import CREATED, UNCHANGED, UPDATED

STATES = ("", desk.REJECTED, CREATED, UPDATED, UNCHANGED, desk.PASSED)


def shown(row: QuestionImport, form: Form) -> str:
    found, only, page = desk.look(row), request.args.get("only", ""), paging.wanted()
    only = only if only in STATES else ""
    blocks = desk.blocks(row, found, only)
    first = (page - 1) * desk.BLOCKS
    pages = {"page": page, "pages": paging.pages(len(blocks), desk.BLOCKS), "link": paging.link}
    counts = {**found.counts, desk.PASSED: len(found.passed_over)}
    lists = {"blocks": blocks[first : first + desk.BLOCKS], "states": STATES, "total": len(blocks)}
    about = {"row": row, "form": form, "counts": counts, "only": only, "narrowed": questions.only}
    return render_template("question_imports/show.html", **about, **lists, **pages)
