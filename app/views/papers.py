from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.papers import PaperForm
from app.http import fragments, paging
from app.http.access import reads, writes
from app.services.exams import papers, pools, releasing, takers
from app.services.questions import listing

blueprint = Blueprint("papers", __name__)


@blueprint.get("/papers")
@reads("papers")
def index() -> ResponseReturnValue:
    """All papers, with how many took and passed them."""
    return render_template("papers/index.html", found=takers.listed())


@blueprint.get("/papers/<int:paper_id>")
@reads("papers")
def show(paper_id: int) -> ResponseReturnValue:
    """What is drawn, on which terms, who took it and who passed."""
    paper, page = papers.one(paper_id), paging.wanted()
    lines, total = takers.page_of(paper_id, page)
    pages = {"page": page, "pages": paging.pages(total, takers.PER_PAGE), "link": paging.link}
    lacks = {one.place: one for one in pools.lacks(papers.drawn(paper))}
    shown = {"paper": paper, "lacks": lacks, "lines": lines, "total": total}
    released = {"releases": releasing.of(paper_id), "sum": takers.sum_of(paper_id)}
    return render_template("papers/show.html", **shown, **released, **pages)


@blueprint.get("/papers/new")
@writes("papers")
def new() -> ResponseReturnValue:
    return page(PaperForm(data=papers.usual()), None)


@blueprint.post("/papers")
@writes("papers")
def create() -> ResponseReturnValue:
    form = PaperForm(request.form)
    if form.validate():
        try:
            number = papers.create(form.said(), current_user.id)
            message = _("已存为草稿。看过没有问题,再发布。")
            return fragments.done(url_for("papers.show", paper_id=number), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form, None), 422


@blueprint.get("/papers/<int:paper_id>/edit")
@writes("papers")
def edit(paper_id: int) -> ResponseReturnValue:
    return page(PaperForm.of(papers.said(papers.one(paper_id))), paper_id)


@blueprint.post("/papers/<int:paper_id>")
@writes("papers")
def update(paper_id: int) -> ResponseReturnValue:
    papers.one(paper_id)
    form = PaperForm(request.form)
    if form.validate():
        try:
            papers.change(paper_id, form.said(), current_user.id)
            return fragments.done(url_for("papers.show", paper_id=paper_id), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form, paper_id), 422


@blueprint.post("/papers/<int:paper_id>/removal")
@writes("papers")
def delete(paper_id: int) -> ResponseReturnValue:
    """A draft that nobody needs."""
    papers.delete(paper_id, current_user.id)
    return fragments.done(url_for("papers.index"), _("草稿已删除。"))


def page(form: PaperForm, paper_id: int | None) -> str:
    paper = papers.one(paper_id) if paper_id else None
    return render_template("papers/edit.html", form=form, paper=paper, tags=listing.tags())
