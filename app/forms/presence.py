from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.forms.fields import DateField, LianxianForm, trimmed


class PresenceForm(LianxianForm):
    """Presence of somebody on a day, or on each day of a range."""

    person = SelectField(_("谁"), coerce=int)
    first = DateField(_("从"), [InputRequired(_("请选日期。"))])
    last = DateField(_("到"), [Optional()])
    half_days = RadioField(_("出勤"), [InputRequired(_("请选一项。"))], coerce=int)
    reason = StringField(_("原因"), [Optional(), Length(max=100)], filters=[trimmed])

    def offer(self, people: Iterable[tuple[int, str]], labels: Mapping[int, object]) -> None:
        self.person.choices = [SelectChoice(*one) for one in people]
        self.half_days.choices = [SelectChoice(n, str(label)) for n, label in labels.items()]
