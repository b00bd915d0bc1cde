from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from app.forms.fields import LianxianForm
from app.rules.daily_reports.line import LONGEST

MOST = 2**31 - 1


class LineForm(LianxianForm):
    """The line of one's own in the report of a day; `rev`: the save it was made from."""

    day = DateField(widget=HiddenField.widget, validators=[DataRequired()])
    rev = IntegerField(
        widget=HiddenField.widget, validators=[InputRequired(), NumberRange(0, MOST)]
    )
    text = TextAreaField(_("一句话"), render_kw={"maxlength": LONGEST, "rows": 2})
