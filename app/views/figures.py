from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.http import paging, reports
from app.http.access import reads
from app.services.calls import outcomes
from app.services.measures import behind

blueprint = Blueprint("figures", __name__)


@blueprint.get("/figures")
@reads("figures")
def show() -> ResponseReturnValue:
    """The rows that a figure of the report was counted from."""
    opened, page = reports.opened() or abort(404), paging.wanted()
    rows, total = behind.page(opened, page)
    pages = {"page": page, "pages": paging.pages(total, behind.PER_PAGE), "total": total}
    told = reports.figure(opened)
    return render_template(
        "figures/show.html", rows=rows, labels=outcomes.labels(), link=paging.link, **told, **pages
    )
