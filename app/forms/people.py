from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.forms.accounts import LOGIN
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed


class PersonForm(LianxianForm):
    """What a manager writes down about somebody; the choices come in the reader's words."""

    name = StringField(
        _("姓名"), [DataRequired(_("请输入姓名。")), Length(max=40)], filters=[trimmed]
    )
    login = StringField(
        _("账号"),
        [
            InputRequired(_("请输入账号。")),
            Regexp(LOGIN, message=_("账号用 2 到 40 个字母、数字或 . _ -。")),
        ],
    )
    roles = SelectMultipleField(
        _("角色"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    team = StringField(_("团队"), [Optional(), Length(max=40)], filters=[trimmed])
    group = StringField(_("小组"), [Optional(), Length(max=40)], filters=[trimmed])
    grade = SelectField(_("薪酬级别"))
    since = DateField(_("团队、小组和级别从哪天起"), [InputRequired(_("请选日期。"))])
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def see(self, revision: int) -> None:
        """What is seen now: a second press keeps what was typed."""
        self.seen.data, self.seen.raw_data = revision, None

    def offer(self, roles: Mapping[str, object], grades: Mapping[str, object]) -> None:
        """Fields that this reader may not touch have been taken away before."""
        if self.roles:
            self.roles.choices = [SelectChoice(code, str(label)) for code, label in roles.items()]
        if self.grade:
            known = [SelectChoice(code, str(label)) for code, label in grades.items()]
            self.grade.choices = [SelectChoice("", "–"), *known]


class NewPersonForm(PersonForm):
    """Place and grade hold from the hire date on."""

    hired_on = DateField(_("入职日期"), [InputRequired(_("请选日期。"))])
    since = None  # type: ignore[assignment]
    seen = None  # type: ignore[assignment]


class DepartureForm(LianxianForm):
    last_day = DateField(_("最后工作日"), [InputRequired(_("请选日期。"))])
    when = RadioField(
        _("如果最后一天是今天"),
        choices=[
            SelectChoice("now", _("现在就停用")),
            SelectChoice("evening", _("今天通话时间结束后停用")),
        ],
        default="now",
    )


class ReturnForm(LianxianForm):
    first_day = DateField(_("从哪天起回来上班"), [InputRequired(_("请选日期。"))])
