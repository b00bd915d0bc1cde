from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.models import Deal
from app.models.receipts import MONEY
from app.rules.deals.shares import percent_bp
from app.rules.money import fen_in, typed_yuan
from app.services.deals.correcting import Corrected
from app.services.deals.entering import Gift, Said
from app.services.deals.receiving import Came

ROWS = 4
NOBODY = 0
SHORT = Length(max=200, message=_("最多 200 个字。"))
AMOUNT = {"inputmode": "decimal", "autocomplete": "off"}


def chosen_from(offered: Sequence[tuple[int, str]]) -> list[SelectChoice]:
    return [SelectChoice(NOBODY, "–"), *(SelectChoice(*one) for one in offered)]


class SharesForm(LianxianForm):
    """Who has what in a deal: up to four people, a percentage each."""

    who_1 = SelectField(_("成单人"), coerce=int)
    percent_1 = StringField(_("分成(百分数)"), filters=[trimmed], render_kw=AMOUNT, default="100")
    who_2 = SelectField(_("第二个人"), coerce=int, default=NOBODY)
    percent_2 = StringField(_("第二个人的分成(百分数)"), filters=[trimmed], render_kw=AMOUNT)
    who_3 = SelectField(_("第三个人"), coerce=int, default=NOBODY)
    percent_3 = StringField(_("第三个人的分成(百分数)"), filters=[trimmed], render_kw=AMOUNT)
    who_4 = SelectField(_("第四个人"), coerce=int, default=NOBODY)
    percent_4 = StringField(_("第四个人的分成(百分数)"), filters=[trimmed], render_kw=AMOUNT)

    def offer_people(self, people: Sequence[tuple[int, str]]) -> None:
        for who, _percent in self.rows():
            who.choices = chosen_from(people)

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"who_{n}"], self[f"percent_{n}"]) for n in range(1, ROWS + 1)]

    @property
    def shared(self) -> bool:
        return any(who.data for who, _percent in self.rows()[1:])

    def fill_shares(self, shares: Sequence[tuple[int, int]]) -> None:
        for (who, percent), (person_id, share_bp) in zip(self.rows(), shares, strict=False):
            who.data, percent.data = person_id, f"{share_bp / 100:g}"

    def shares(self) -> tuple[tuple[int, int], ...]:
        """Raises what `percent_bp` refuses."""
        rows = [(who.data, percent.data) for who, percent in self.rows() if who.data]
        return tuple((who, percent_bp(percent)) for who, percent in rows)


class DealForm(SharesForm):
    """A deal as a rep enters it, best right after the call."""

    uuid = HiddenField(validators=[Length(max=60)])
    quote = IntegerField(validators=[Optional(), NumberRange(1)], widget=HiddenInput())
    price = StringField(
        _("成交金额(元)"), [DataRequired(_("请填金额。"))], filters=[trimmed], render_kw=AMOUNT
    )
    product = SelectField(_("产品"), coerce=int, default=NOBODY)
    signed_on = DateField(_("签约日期"), [InputRequired(_("请选日期。"))])
    received = StringField(_("已到账(元)"), [Optional()], filters=[trimmed], render_kw=AMOUNT)
    received_on = DateField(_("到账日期"), [Optional()])
    gift = SelectField(_("赠送产品"), coerce=int, default=NOBODY)
    gift_quantity = IntegerField(_("赠送数量"), [Optional(), NumberRange(1, 1000)], default=1)
    gift_value = StringField(_("赠品价值(元)"), [Optional()], filters=[trimmed], render_kw=AMOUNT)
    note = TextAreaField(
        _("备注"), [Length(max=1000, message=_("最多 1000 个字。"))], filters=[trimmed]
    )

    def offer(
        self, people: Sequence[tuple[int, str]], products: Sequence[tuple[int, str]], today: date
    ) -> None:
        self.offer_people(people)
        for field in (self.product, self.gift):
            field.choices = chosen_from(products)
        for day in (self.signed_on, self.received_on):
            if day.data is None and not day.errors:
                day.data = today

    def said(self, lead_id: int) -> Said:
        """Raises what `fen_in` and `percent_bp` refuse."""
        return Said(
            uuid=self.uuid.data or str(uuid4()),
            lead_id=lead_id,
            shares=self.shares(),
            price_fen=fen_in(self.price.data or ""),
            signed_on=self.signed_on.data,
            product_id=self.product.data or None,
            note=self.note.data or "",
            gift=self.given(),
            received=self.came(),
            quote_id=self.quote.data,
        )

    def given(self) -> Gift | None:
        if not self.gift.data:
            return None
        return Gift(
            self.gift.data, self.gift_quantity.data or 1, fen_in(self.gift_value.data or "")
        )

    def came(self) -> Came | None:
        """What came in already; the same form sent twice notes it once."""
        if not self.received.data:
            return None
        uuid = f"{self.uuid.data}:1" if self.uuid.data else str(uuid4())
        return Came(uuid, MONEY, self.received_on.data, fen_in(self.received.data))


class CorrectionForm(SharesForm):
    """What a deal is to say instead, and why."""

    rev = IntegerField(widget=HiddenInput())
    price = StringField(
        _("成交金额(元)"), [DataRequired(_("请填金额。"))], filters=[trimmed], render_kw=AMOUNT
    )
    signed_on = DateField(_("签约日期"), [InputRequired(_("请选日期。"))])
    note = TextAreaField(
        _("备注"), [Length(max=1000, message=_("最多 1000 个字。"))], filters=[trimmed]
    )
    reason = TextAreaField(
        _("更正原因"), [DataRequired(_("请写明原因。")), SHORT], filters=[trimmed]
    )

    def fill(self, deal: Deal) -> None:
        self.rev.data, self.price.data = deal.rev, typed_yuan(deal.price_fen)
        self.signed_on.data, self.note.data = deal.signed_on, deal.note
        self.fill_shares([(one.person_id, one.share_bp) for one in deal.shares])

    def corrected(self) -> Corrected:
        """Raises what `fen_in` and `percent_bp` refuse."""
        return Corrected(
            rev=self.rev.data or 0,
            shares=self.shares(),
            price_fen=fen_in(self.price.data or ""),
            signed_on=self.signed_on.data,
            note=self.note.data or "",
        )
