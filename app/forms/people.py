from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms.accounts import LOGIN
from app.forms.fields import LianxianForm


class PersonForm(LianxianForm):
    """What a manager writes down about somebody; the choices come in the reader's words."""

    name = StringField(_("姓名"), [InputRequired(_("请输入姓名。")), Length(max=40)])
    roles = SelectMultipleField(
        _("角色"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    team = StringField(_("团队"), [Optional(), Length(max=40)])
    group = StringField(_("小组"), [Optional(), Length(max=40)])
    grade = SelectField(_("薪酬级别"))
    since = DateField(_("小组和级别从哪天起"), [InputRequired(_("请选日期。"))])

    def offer(self, roles: dict[str, object], grades: dict[str, object]) -> "PersonForm":
        self.roles.choices = [SelectChoice(code, str(label)) for code, label in roles.items()]
        none = SelectChoice("", "–")
        self.grade.choices = [none, *(SelectChoice(c, str(label)) for c, label in grades.items())]
        return self


class NewPersonForm(PersonForm):
    login = StringField(
        _("账号"),
        [
            InputRequired(_("请输入账号。")),
            Regexp(LOGIN, message=_("账号用 2 到 40 个字母、数字或 . _ -。")),
        ],
    )
    hired_on = DateField(_("入职日期"), [InputRequired(_("请选日期。"))])


class DepartureForm(LianxianForm):
    last_day = DateField(_("最后工作日"), [InputRequired(_("请选日期。"))])


class PresenceForm(LianxianForm):
    person = StringField(validators=[InputRequired(), Regexp(r"^\d{1,18}$")])
    first = DateField(_("从"), [InputRequired(_("请选日期。"))])
    last = DateField(_("到"), [Optional()])
    half_days = RadioField(_("出勤"), choices=["2", "1", "0"], validators=[InputRequired()])
    reason = StringField(_("原因"), [Optional(), Length(max=100)])


class PatternForm(LianxianForm):
    pattern = RadioField(_("每周作息"), validators=[InputRequired()])
    anchor = DateField(_("休两天的那一周(选其中任何一天)"), [Optional()])

    def offer(self, patterns: dict[str, object]) -> "PatternForm":
        self.pattern.choices = [SelectChoice(c, str(label)) for c, label in patterns.items()]
        return self


class ExceptionForm(LianxianForm):
    day = DateField(_("日期"), [InputRequired(_("请选日期。"))])
    kind = SelectField(
        _("这一天"),
        choices=[
            SelectChoice("free", _("休息")),
            SelectChoice("work", _("上班")),
            SelectChoice("", _("照常(取消例外)")),
        ],
    )
    note = StringField(_("说明"), [Optional(), Length(max=100)])
