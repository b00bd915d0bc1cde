from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from app.errors import RuleBroken
from app.forms.fields import LianxianForm, trimmed
from app.rules.leads import returns

LABELS = {
    returns.WRONG_NUMBER: _("空号、停机或错号"),
    returns.DUPLICATE: _("和另一条重复"),
    returns.OTHER_TRADE: _("不是这一行"),
    returns.OTHER: _("其他"),
}
CONFIRMED, REFUSED = "confirmed", "refused"


class ReturnLeadForm(LianxianForm):
    """The owner gives a lead back."""

    reason = RadioField(
        _("为什么退回"),
        [InputRequired(_("请选退回的原因。"))],
        choices=[SelectChoice(code, LABELS[code]) for code in returns.REASONS],
    )
    note = StringField(
        _("说明"), [Length(max=150, message=_("说明最多 150 个字。"))], filters=[trimmed]
    )


class SettleForm(LianxianForm):
    """A supervisor's word on what was given back."""

    verdict = StringField(validators=[AnyOf([CONFIRMED, REFUSED])])
    note = StringField(validators=[Length(max=200)], filters=[trimmed])

    def check(self) -> None:
        if not self.validate():
            raise RuleBroken("return_verdict")
