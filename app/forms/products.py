from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from app.forms.deals import AMOUNT, SHORT
from app.forms.fields import LianxianForm, trimmed
from app.models import Product
from app.rules.deals.shares import percent_bp
from app.rules.money import fen_in, typed_yuan


class ProductForm(LianxianForm):
    name = StringField(_("名称"), [DataRequired(_("请填名称。")), SHORT], filters=[trimmed])
    price = StringField(_("定价(元)"), [Optional()], filters=[trimmed], render_kw=AMOUNT)
    limit = StringField(
        _("最多优惠(百分数)"), [DataRequired(_("请填 0 到 100。"))], filters=[trimmed], default="0",
        render_kw=AMOUNT,
    )  # fmt: skip
    sold = RadioField(
        _("现在还卖吗"),
        choices=[SelectChoice("yes", _("在售")), SelectChoice("no", _("停售"))],
        default="yes",
    )

    def price_fen(self) -> int | None:
        return fen_in(self.price.data) if self.price.data else None

    def limit_bp(self) -> int:
        """Raises what `percent_bp` refuses."""
        return percent_bp(self.limit.data)

    def fill(self, one: Product) -> None:
        self.name.data, self.limit.data = one.name, f"{one.discount_limit_bp / 100:g}"
        self.price.data = typed_yuan(one.price_fen) if one.price_fen else ""
        self.sold.data = "no" if one.retired_at else "yes"
