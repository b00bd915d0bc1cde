from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.forms.fields import LianxianForm, trimmed
from app.services.surveys.asking import LONGEST, Said

SCORES = (
    ("5", _("非常满意")),
    ("4", _("满意")),
    ("3", _("一般")),
    ("2", _("不满意")),
    ("1", _("非常不满意")),
)


class SurveyForm(LianxianForm):
    """The one question, and room for a remark."""

    score = RadioField(
        _("您对我们的服务满意吗?"),
        [InputRequired(_("请选一项。"))],
        choices=[SelectChoice(*one) for one in SCORES],
    )
    remark = TextAreaField(
        _("还想说什么"),
        [Length(max=LONGEST, message=_("最多 500 个字。"))],
        filters=[trimmed],
    )

    def said(self) -> Said:
        return Said(int(self.score.data), self.remark.data or "")
