from collections.abc import Sequence
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed
from app.services.complaints.recording import MOST_LETTERS, Said

NONE = 0


class ComplaintForm(LianxianForm):
    """What a customer complained about."""

    uuid = HiddenField(validators=[DataRequired(), Length(max=60)])
    said = TextAreaField(
        _("客户说了什么"),
        [DataRequired(_("请写下客户说了什么。")), Length(max=MOST_LETTERS)],
        filters=[trimmed],
        render_kw={"rows": 4, "maxlength": MOST_LETTERS},
    )
    call_id = SelectField(_("关于哪一通电话"), coerce=int, default=NONE)
    person_id = SelectField(_("关于谁"), coerce=int, default=NONE)

    def offer(self, calls: Sequence[tuple[int, str]], people: Sequence[tuple[int, str]]) -> None:
        """Calls and people of the customer, and that it is not known; a new form gets its uuid."""
        self.call_id.choices = choices(_("不清楚,或不是电话里"), calls)
        self.uuid.data = self.uuid.data or str(uuid4())
        self.person_id.choices = choices(_("打那通电话的人,或负责人"), people)

    def told(self) -> Said:
        person, call = self.person_id.data or None, self.call_id.data or None
        return Said(self.uuid.data or "", self.said.data, person, call)


def choices(unknown: str, offered: Sequence[tuple[int, str]]) -> list[SelectChoice]:
    return [SelectChoice(NONE, unknown), *(SelectChoice(*one) for one in offered)]
