from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.forms.fields import DateField, IntegerField, LianxianForm
from app.rules.daily_reports.line import LONGEST
from app.services.daily_reports.writing import Typed


class LineForm(LianxianForm):
    """The line of one's own in the report of a day; `base`: the save it was made from, `user`: who
    typed it, if a device says so, and `uuid`: the id that it gave it."""

    day = DateField(widget=HiddenField.widget, validators=[DataRequired()])
    base = IntegerField(widget=HiddenField.widget, validators=[InputRequired(), NumberRange(0)])
    uuid = HiddenField(validators=[Optional(), Length(max=40)])
    user = IntegerField(validators=[Optional()])
    text = TextAreaField(_("一句话"), render_kw={"maxlength": LONGEST, "rows": 2})

    def see(self, rev: int) -> None:
        self.base.data, self.base.raw_data = rev, None

    def typed(self) -> Typed:
        uuid = (self.uuid.data or "").replace("\0", "")
        return Typed(self.day.data, self.text.data or "", self.base.data, uuid)
