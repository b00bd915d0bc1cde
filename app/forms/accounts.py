from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired

from app.config import LANGUAGES
from app.forms.fields import LianxianForm


class SignInForm(LianxianForm):
    login = StringField(_("账号"), [InputRequired(_("请输入账号。"))])
    password = PasswordField(_("密码"), [InputRequired(_("请输入密码。"))])
    installed = BooleanField()


class NewPasswordForm(LianxianForm):
    password = PasswordField(_("新密码"), [InputRequired(_("请输入新密码。"))])
    again = PasswordField(_("再输一次"), [EqualTo("password", _("两次输入的密码不一样。"))])


class ChangePasswordForm(NewPasswordForm):
    old = PasswordField(_("原密码"), [InputRequired(_("请输入原密码。"))])


class ConfirmationForm(LianxianForm):
    password = PasswordField(_("密码"), [InputRequired(_("请输入密码。"))])


class PreferencesForm(LianxianForm):
    language = SelectField(_("语言"), choices=list(LANGUAGES.items()))
    theme = SelectField(
        _("外观"), choices=[("auto", _("跟随系统")), ("light", _("浅色")), ("dark", _("深色"))]
    )
