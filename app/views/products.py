from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.products import ProductForm
from app.http import fragments
from app.http.access import reads, writes
from app.services.deals import products

blueprint = Blueprint("products", __name__)


@blueprint.get("/products")
@reads("products")
def index() -> ResponseReturnValue:
    """What is sold, at what price, and how far it may go down without a word."""
    return render_template("products/index.html", products=products.listed())


@blueprint.get("/products/new")
@writes("products")
def new() -> ResponseReturnValue:
    return render_template("products/edit.html", form=ProductForm(), one=None)


@blueprint.get("/products/<int:product_id>")
@writes("products")
def edit(product_id: int) -> ResponseReturnValue:
    one = products.one(product_id) or abort(404)
    form = ProductForm()
    form.fill(one)
    return render_template("products/edit.html", form=form, one=one)


@blueprint.post("/products")
@writes("products")
def create() -> ResponseReturnValue:
    return keep(None)


@blueprint.post("/products/<int:product_id>")
@writes("products")
def update(product_id: int) -> ResponseReturnValue:
    return keep(product_id)


def keep(number: int | None) -> ResponseReturnValue:
    form = ProductForm(request.form)
    one = (products.one(number) or abort(404)) if number else None
    if form.validate():
        try:
            said = (form.name.data, form.price_fen(), form.limit_bp())
            products.keep(number, *said, sold=form.sold.data == "yes", by_id=current_user.id)
            return fragments.done(url_for("products.index"), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("products/edit.html", form=form, one=one), 422
