from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.forms.fields import DateField, LianxianForm, trimmed
from app.services.coaching.notes import LONGEST, LONGEST_AGREED, Said


class CoachingForm(LianxianForm):
    """What two talked about, as who coached writes it down."""

    uuid = HiddenField(default=lambda: str(uuid4()), validators=[DataRequired(), Length(max=60)])
    day = DateField(_("哪天谈的"), [InputRequired(_("请选日期。"))])
    said = TextAreaField(
        _("谈了什么"),
        [DataRequired(_("请写谈了什么。")), Length(max=LONGEST)],
        filters=[trimmed],
        render_kw={"rows": 6, "maxlength": LONGEST},
    )
    agreed = TextAreaField(
        _("约好做什么"),
        [Length(max=LONGEST_AGREED)],
        filters=[trimmed],
        render_kw={"rows": 2, "maxlength": LONGEST_AGREED},
    )
    next_on = DateField(_("下次什么时候谈"), [Optional()])

    def note(self) -> Said:
        said = (self.said.data, self.agreed.data, self.next_on.data)
        return Said(self.uuid.data or "", self.day.data, *said)
