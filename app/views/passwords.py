from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.accounts import ChangePasswordForm
from app.http import fragments
from app.http.access import reads, writes
from app.services.accounts import links

blueprint = Blueprint("passwords", __name__)


@blueprint.get("/me/password")
@reads("account")
def edit() -> ResponseReturnValue:
    return render_template("passwords/edit.html", form=ChangePasswordForm())


@blueprint.post("/me/password")
@writes("account")
def update() -> ResponseReturnValue:
    form = ChangePasswordForm(request.form)
    if form.validate():
        try:
            links.change_password(
                current_user.id,
                form.old.data,
                form.password.data,
                session_id=current_user.session_id,
            )
            return fragments.done(url_for("account.show"), _("密码已更改,其他设备已退出登录。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("passwords/edit.html", form=form), 422
