from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.forms.fields import LianxianForm


class StartForm(LianxianForm):
    """The press that begins an attempt, known again by its key."""

    key = StringField(validators=[InputRequired(), Length(max=40)])
