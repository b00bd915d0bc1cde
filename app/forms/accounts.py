from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, Regexp

from app.config import LANGUAGES
from app.forms.fields import LianxianForm

LOGIN = r"^\s*[A-Za-z0-9][A-Za-z0-9._-]{1,39}\s*$"


class SignInForm(LianxianForm):
    login = StringField(_("账号"), [InputRequired(_("请输入账号。"))])
    password = PasswordField(_("密码"), [InputRequired(_("请输入密码。"))])
    installed = BooleanField()


class FirstManagerForm(LianxianForm):
    name = StringField(_("姓名"), [InputRequired(_("请输入姓名。")), Length(max=40)])
    login = StringField(
        _("账号"),
        [
            InputRequired(_("请输入账号。")),
            Regexp(LOGIN, message=_("账号用 2 到 40 个字母、数字或 . _ -。")),
        ],
    )


class NewPasswordForm(LianxianForm):
    password = PasswordField(_("新密码"), [InputRequired(_("请输入新密码。"))])
    again = PasswordField(_("再输一次"), [EqualTo("password", _("两次输入的密码不一样。"))])


class LinkForm(NewPasswordForm):
    installed = BooleanField()


class ChangePasswordForm(NewPasswordForm):
    old = PasswordField(_("原密码"), [InputRequired(_("请输入原密码。"))])


class ConfirmationForm(LianxianForm):
    password = PasswordField(_("密码"), [InputRequired(_("请输入密码。"))])


class PreferencesForm(LianxianForm):
    language = SelectField(
        _("语言"), choices=[SelectChoice(*language) for language in LANGUAGES.items()]
    )
    theme = SelectField(
        _("外观"),
        choices=[
            SelectChoice("auto", _("跟随系统")),
            SelectChoice("light", _("浅色")),
            SelectChoice("dark", _("深色")),
        ],
    )
