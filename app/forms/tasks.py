from datetime import date
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length, Optional

from app.forms.fields import DateField, LianxianForm, trimmed
from app.rules.days.working_days import WorkingDays
from app.rules.meetings import line
from app.rules.meetings.carrying import TASK
from app.services.meetings.items import LONGEST, LONGEST_CONDITION, Said


class TaskForm(LianxianForm):
    """A task for oneself: a line, or a line and fields."""

    uuid = HiddenField(validators=[DataRequired(), Length(max=60)])
    line = StringField(
        _("要做什么"),
        [DataRequired(_("请写内容。")), Length(max=LONGEST)],
        filters=[trimmed],
        render_kw={"maxlength": LONGEST, "autocomplete": "off"},
    )
    due_on = DateField(_("哪天前"), [Optional()])
    done_when = StringField(
        _("做到什么样算完成"),
        [Length(max=LONGEST_CONDITION)],
        filters=[trimmed],
        render_kw={"maxlength": LONGEST_CONDITION, "autocomplete": "off"},
    )

    def prepared(self) -> "TaskForm":
        self.uuid.data = self.uuid.data or str(uuid4())
        return self

    def said(self, owner_id: int, today: date, calendar: WorkingDays) -> Said:
        """An @ names nobody here: it is his own."""
        read = line.read(self.line.data, {}, today, calendar)
        due, done_when = read.due_on or self.due_on.data, read.done_when or self.done_when.data
        return Said(self.uuid.data or "", TASK, read.text, owner_id, due, done_when)
