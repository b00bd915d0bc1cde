from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from app.forms.fields import IntegerField, LianxianForm


class CallForm(LianxianForm):
    """The outcome of a call as the plain form sends it; the rule reads and judges the rest."""

    id = StringField(validators=[Length(max=64)])
    lead = IntegerField(validators=[InputRequired()])
    disposition = StringField()
    grade = StringField(validators=[Optional()])
    wechat = StringField(validators=[Optional()])
    note = StringField()
    follow_up_at = StringField(validators=[Optional()])

    @property
    def payload(self) -> dict[str, object]:
        return {
            name: self.data[name]
            for name in ("disposition", "grade", "wechat", "note", "follow_up_at")
        }
