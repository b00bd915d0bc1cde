from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.errors import RuleBroken
from app.forms.fields import LianxianForm, trimmed

SHORT = Length(max=200)
NUMBER = [InputRequired(), NumberRange(1, 2**53)]


class VerdictForm(LianxianForm):
    """Yes or no to the lines that are ticked."""

    verdict = StringField()
    because = StringField(_("不通过的原因"), [SHORT], filters=[trimmed])

    @property
    def yes(self) -> bool:
        return self.verdict.data == "yes"

    def check(self) -> None:
        """Refuses what the page does not offer."""
        if not self.validate() or self.verdict.data not in ("yes", "no"):
            raise RuleBroken("award_word")


class ObjectionForm(LianxianForm):
    """What is wrong with a line, in one's own words."""

    line = IntegerField(validators=NUMBER)
    text = StringField(_("哪里不对"), [SHORT], filters=[trimmed])


class AnswerForm(LianxianForm):
    number = IntegerField(validators=NUMBER)
    text = StringField(_("答复"), [SHORT], filters=[trimmed])


class ConfirmationForm(LianxianForm):
    """Exactly what was shown is confirmed."""

    month = HiddenField()
    digest = HiddenField(validators=[Length(max=64)])
