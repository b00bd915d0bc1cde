from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.errors import RuleBroken
from app.forms.deals import AMOUNT, SHORT
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.models.receipts import IN_KIND, MONEY, REFUND
from app.rules.money import fen_in
from app.services.deals.receiving import Came


class ReceiptForm(LianxianForm):
    """Money that came in for a deal, goods taken instead, or money paid back."""

    uuid = HiddenField(validators=[Length(max=64)])
    kind = RadioField(
        _("这是"),
        choices=[
            SelectChoice(MONEY, _("到账")),
            SelectChoice(IN_KIND, _("实物抵款")),
            SelectChoice(REFUND, _("退款")),
        ],
        default=MONEY,
    )
    amount = StringField(
        _("金额(元)"), [DataRequired(_("请填金额。"))], filters=[trimmed], render_kw=AMOUNT
    )
    day = DateField(_("日期"), [InputRequired(_("请选日期。"))])
    goods = StringField(_("抵款的实物"), [SHORT], filters=[trimmed])
    note = StringField(_("备注"), [SHORT], filters=[trimmed])

    def came(self) -> Came:
        """Raises what `fen_in` refuses."""
        fen = fen_in(self.amount.data or "")
        uuid = self.uuid.data or str(uuid4())
        told = (self.goods.data or "", self.note.data or "")
        return Came(uuid, self.kind.data, self.day.data, fen, *told)


class WordForm(LianxianForm):
    """Yes or no to what waits for a word."""

    what = HiddenField()
    number = IntegerField(validators=[InputRequired(), NumberRange(1)])
    verdict = StringField()
    because = StringField(_("不确认的原因"), [SHORT], filters=[trimmed])

    @property
    def yes(self) -> bool:
        return self.verdict.data == "yes"

    def check(self) -> None:
        """Refuses what the page does not offer."""
        known = self.what.data in ("receipt", "concession")
        if not self.validate() or not known or self.verdict.data not in ("yes", "no"):
            raise RuleBroken("deal_word")
