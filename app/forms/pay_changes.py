from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from app.forms.deals import AMOUNT
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.forms.pay import NUMBER, SHORT, VerdictForm
from app.rules.money import fen_in
from app.rules.pay.allowances import FULL_ATTENDANCE, MONTHLY, PER_DAY
from app.rules.pay.changes import ALLOWANCE, FORMAL, LEADER_RAISE
from app.services.pay.changing import Wish


class PayChangeForm(LianxianForm):
    """An allowance, formal, or a leader's raise that somebody proposes."""

    person = SelectField(_("给谁"), coerce=int)
    kind = RadioField(
        _("这是"),
        choices=[
            SelectChoice(ALLOWANCE, _("固定津贴")),
            SelectChoice(FORMAL, _("转正")),
            SelectChoice(LEADER_RAISE, _("组长加薪")),
        ],
        default=ALLOWANCE,
    )
    reason = StringField(_("原因"), [DataRequired(_("请写明原因。")), SHORT], filters=[trimmed])
    name = StringField(_("津贴名称"), [SHORT], filters=[trimmed])
    amount = StringField(_("金额(元)"), filters=[trimmed], render_kw=AMOUNT)
    condition = SelectField(
        _("怎么发"),
        choices=[
            SelectChoice(MONTHLY, _("每月,不满一个月按工作日折算")),
            SelectChoice(PER_DAY, _("按出勤天数,半天算一半")),
            SelectChoice(FULL_ATTENDANCE, _("全勤才发,每月")),
        ],
    )
    starts_on = DateField(_("从哪天起"), [Optional()])
    ends_on = DateField(_("到哪天止"), [Optional()])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.person.choices = [SelectChoice(*one) for one in people]

    def wish(self) -> Wish:
        """Raises what `fen_in` refuses."""
        said = (self.person.data, self.kind.data, self.reason.data or "")
        if self.kind.data != ALLOWANCE:
            return Wish(*said)
        return Wish(
            *said,
            name=self.name.data or "",
            condition=self.condition.data,
            fen=fen_in(self.amount.data or ""),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class ChangeVerdictForm(VerdictForm):
    number = IntegerField(validators=NUMBER)


class ChangeEndForm(LianxianForm):
    number = IntegerField(validators=NUMBER)
    last = DateField(_("最后一天"), [Optional()])
    reason = StringField(_("原因"), [SHORT], filters=[trimmed])
