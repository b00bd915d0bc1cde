from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.forms.fields import DateField, LianxianForm, trimmed
from app.services.signals.acting import LONGEST, Said


class StepForm(LianxianForm):
    """What was done about a signal."""

    snoozes = False
    uuid = HiddenField(default=lambda: str(uuid4()), validators=[DataRequired(), Length(max=60)])
    said = TextAreaField(
        _("做了什么"),
        [DataRequired(_("请写一句:做了什么,或为什么先放一放。")), Length(max=LONGEST)],
        filters=[trimmed],
    )

    def step(self) -> Said:
        return Said(self.uuid.data or "", self.said.data)


class SnoozeForm(StepForm):
    """Until when it is left alone, and why."""

    snoozes = True
    until = DateField(_("放到哪天"), [InputRequired(_("请选日期。"))])

    def step(self) -> Said:
        return Said(self.uuid.data or "", self.said.data, self.until.data)
