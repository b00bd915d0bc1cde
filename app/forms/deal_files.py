from collections.abc import Sequence
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.errors import RuleBroken
from app.forms.deals import AMOUNT, NOBODY, chosen_from
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.rules.deals.files import CONTRACT, QUOTE
from app.rules.money import fen_in
from app.services.deals.files import Subject
from app.services.deals.quotes import Offer

NUMBER = [Optional(), NumberRange(1)]
TAKEN = {"accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx"}


class PaperForm(LianxianForm):
    """A file to be hung on a deal, or on a quote."""

    deal = IntegerField(validators=NUMBER, widget=HiddenInput())
    quote = IntegerField(validators=NUMBER, widget=HiddenInput())
    kind = RadioField(
        _("这是"),
        choices=[SelectChoice(CONTRACT, _("合同")), SelectChoice(QUOTE, _("报价单"))],
        default=CONTRACT,
    )
    file = FileField(_("文件"), render_kw=TAKEN)

    def check(self) -> None:
        """Refuses what the page does not offer, and a form without a file."""
        if not self.validate():
            raise RuleBroken("paper_sort")
        if not getattr(self.file.data, "filename", ""):
            raise RuleBroken("paper_missing")

    def subject(self) -> Subject:
        return Subject(None if self.quote.data else self.deal.data, self.quote.data)


class QuoteForm(LianxianForm):
    """What a customer is offered, perhaps with the file that he was sent."""

    uuid = HiddenField(validators=[Length(max=64)])
    price = StringField(
        _("报价(元)"), [DataRequired(_("请填金额。"))], filters=[trimmed], render_kw=AMOUNT
    )
    product = SelectField(_("产品"), coerce=int, default=NOBODY)
    valid_until = DateField(_("有效期到"), [Optional()])
    note = TextAreaField(
        _("备注"), [Length(max=1000, message=_("最多 1000 个字。"))], filters=[trimmed]
    )
    file = FileField(_("报价单文件"), render_kw=TAKEN)

    def offer(self, products: Sequence[tuple[int, str]]) -> None:
        self.product.choices = chosen_from(products)

    def said(self, lead_id: int) -> Offer:
        """Raises what `fen_in` refuses."""
        return Offer(
            uuid=self.uuid.data or str(uuid4()),
            lead_id=lead_id,
            price_fen=fen_in(self.price.data or ""),
            product_id=self.product.data or None,
            valid_until=self.valid_until.data,
            note=self.note.data or "",
        )
