from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from app.forms.fields import IntegerField, LianxianForm, trimmed
from app.services.practice.answering import Answer

LONGEST, MOST = 200, 26


class AnswerForm(LianxianForm):
    """An answer to the question that was shown; "don't know" is one, too."""

    question_id = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    version_id = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    nth = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    said = StringField()
    unknown = StringField()

    def validate_said(self, field: StringField) -> None:
        if not self.unknown.data and not any(self.words()):
            raise ValidationError(_("先选一个或写一个答案。不知道的话,点“不知道,看答案”。"))

    def words(self) -> list[str]:
        """The letters that were ticked, or what stands in each blank."""
        return [trimmed(one)[:LONGEST] for one in (self.said.raw_data or [])[:MOST]]

    def answer(self) -> Answer:
        said = () if self.unknown.data else tuple(self.words())
        numbers = (self.question_id.data, self.version_id.data, self.nth.data)
        return Answer(*numbers, said)  # type: ignore[arg-type]
