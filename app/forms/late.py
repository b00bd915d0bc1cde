from wtforms import HiddenField
from wtforms.validators import Regexp

from app.forms.reasons import ReasonForm


class LateForm(ReasonForm):
    """Why late answers count after all, up to the last one that was shown."""

    up_to = HiddenField(validators=[Regexp(r"^[0-9]{1,18}$")])
