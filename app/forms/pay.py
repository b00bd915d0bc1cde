from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.errors import RuleBroken
from app.forms.deals import AMOUNT
from app.forms.fields import IntegerField, LianxianForm, trimmed
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.rules.money import fen_in
from app.rules.numbers import key
from app.services.pay.by_hand import BONUS, CASH, DEDUCTION, Wish
from app.services.pay.deciding import Word

SHORT = Length(max=200)
NUMBER = [InputRequired(), NumberRange(1, 2**53)]


class VerdictForm(LianxianForm):
    """Yes or no to the lines that are ticked."""

    verdict = StringField()
    because = StringField(_("不通过的原因"), [SHORT], filters=[trimmed])

    @property
    def yes(self) -> bool:
        return self.verdict.data == "yes"

    def check(self) -> None:
        """Refuses what the page does not offer."""
        if not self.validate() or self.verdict.data not in ("yes", "no"):
            raise RuleBroken("award_word")


def verdict(sent: MultiDict[str, str]) -> tuple[list[int], Word]:
    """On which lines, and which: one by its own buttons, or all that are ticked. Raises
    RuleBroken("award_word")."""
    if number := sent.get("approve", type=key):
        return [number], Word(True)
    if number := sent.get("reject", type=key):
        return [number], Word(False, trimmed(sent.get(f"because_{number}"))[:200])
    form = VerdictForm(sent)
    form.check()
    return sent.getlist("line", type=key), Word(form.yes, form.because.data or "")


class ObjectionForm(LianxianForm):
    """What is wrong with a line, in one's own words."""

    line = IntegerField(validators=NUMBER)
    text = StringField(_("哪里不对"), [SHORT], filters=[trimmed])


class AnswerForm(LianxianForm):
    number = IntegerField(validators=NUMBER)
    text = StringField(_("答复"), [SHORT], filters=[trimmed])


class ConfirmationForm(LianxianForm):
    """Exactly what was shown is confirmed."""

    month = HiddenField()
    digest = HiddenField(validators=[Length(max=64)])


class ByHandForm(LianxianForm):
    """A line of pay that somebody proposes by hand."""

    person = SelectField(_("给谁"), coerce=int)
    month = StringField(_("月份"), [DataRequired(_("请选月份。"))], render_kw={"type": "month"})
    kind = RadioField(
        _("这是"),
        choices=[
            SelectChoice(BONUS, _("另加")),
            SelectChoice(CASH, _("已发现金")),
            SelectChoice(DEDUCTION, _("违规扣款")),
        ],
        default=BONUS,
    )
    amount = StringField(
        _("金额(元)"), [DataRequired(_("请填金额。"))], filters=[trimmed], render_kw=AMOUNT
    )
    reason = StringField(_("原因"), [DataRequired(_("请写明原因。")), SHORT], filters=[trimmed])
    house_rule = StringField(_("违反的规定"), [SHORT], filters=[trimmed])
    heard = StringField(_("本人的说明"), [SHORT], filters=[trimmed])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.person.choices = [SelectChoice(*one) for one in people]

    def wish(self) -> Wish:
        """Raises what `fen_in` and `periods.read` refuse."""
        return Wish(
            person_id=self.person.data,
            month=periods.read(self.month.data or "", (MONTH,)).first,
            kind=self.kind.data,
            fen=fen_in(self.amount.data or ""),
            reason=self.reason.data or "",
            house_rule=self.house_rule.data or "",
            heard=self.heard.data or "",
        )
