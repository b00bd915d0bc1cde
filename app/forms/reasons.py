from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed


class ReasonForm(LianxianForm):
    """Something is taken from somebody, and he reads why."""

    reason = TextAreaField(
        _("原因"),
        [DataRequired(_("请写明原因。")), Length(max=200, message=_("原因最多 200 个字。"))],
        filters=[trimmed],
    )
