from flask_babel import lazy_gettext as _
from wtforms import StringField

from app.errors import RuleBroken
from app.forms.deals import AMOUNT
from app.forms.fields import LianxianForm, trimmed
from app.rules.money import fen_in


class WorthForm(LianxianForm):
    """How large a deal that is only thought of would be."""

    yuan = StringField(_("这一单多少钱(元)"), filters=[trimmed], render_kw=AMOUNT)

    def fen(self) -> int | None:
        """None where nothing, or nothing that can be read, was typed."""
        try:
            return fen_in(self.yuan.data) if self.yuan.data else None
        except RuleBroken as refusal:
            self.refuse(refusal)
            return None
