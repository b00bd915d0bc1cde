from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, Optional

from app.errors import RuleBroken
from app.forms.fields import LianxianForm, trimmed

LONGEST_REASON = 200


def without_nul(text: str | None) -> str:
    return (text or "").replace("\0", "")


class RecordForm(LianxianForm):
    """A decision on a record, or on the numbers that a device lost; `state` leads back."""

    record = StringField(filters=[without_nul])
    device = StringField(filters=[without_nul])
    state = StringField(filters=[without_nul])
    reason = StringField(_("原因"), [Optional(), Length(max=LONGEST_REASON)], filters=[trimmed])

    def check(self) -> None:
        """Refuses a reason that is too long to be kept."""
        if not self.validate():
            raise RuleBroken("record_reason")
