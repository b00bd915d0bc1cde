from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms.deals import AMOUNT
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.rules.money import fen_in
from app.rules.pay.rounds import Terms

NOBODY = 0
WEIGHT = NumberRange(0, 100, message=_("请填 0 到 100 的整数。"))


class PkRoundForm(LianxianForm):
    """Who against whom, on which days, for what."""

    groups = SelectMultipleField(
        _("小组"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    one = SelectField(_("甲"), coerce=int)
    other = SelectField(_("乙"), coerce=int)
    first = DateField(_("第一天"), [InputRequired(_("请选第一天。"))])
    last = DateField(_("最后一天"), [InputRequired(_("请选最后一天。"))])
    workload = IntegerField(_("工作量占百分之几"), [InputRequired(_("请填比重。")), WEIGHT])
    prize = StringField(
        _("奖品"), [Length(max=200, message=_("最多 200 个字。"))], filters=[trimmed]
    )
    yuan = StringField(_("奖金(元)"), [Optional()], filters=[trimmed], render_kw=AMOUNT)

    def offer(
        self, groups: Sequence[tuple[int, str]], people: Sequence[tuple[int, str]]
    ) -> "PkRoundForm":
        nobody = [(NOBODY, _("不选"))]
        self.groups.choices = list(groups)
        self.one.choices = self.other.choices = [*nobody, *people]
        return self

    def suggest(self, today: date) -> None:
        """Next week, workload and conversion half and half."""
        self.first.data = today + timedelta(days=7 - today.weekday())
        self.last.data = self.first.data + timedelta(days=6)
        self.workload.data = 50

    def pair(self) -> list[int]:
        return [one for one in (self.one.data, self.other.data) if one]

    def terms(self) -> Terms:
        """Raises RuleBroken("amount_unreadable")."""
        fen = fen_in(self.yuan.data) if self.yuan.data else 0
        days = self.first.data, self.last.data
        return Terms(*days, prize=self.prize.data, prize_fen=fen, workload=self.workload.data)
