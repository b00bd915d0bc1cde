from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp
from wtforms.widgets import HiddenInput

from app.errors import RuleBroken
from app.forms.fields import IntegerField, LianxianForm, trimmed
from app.rules.exams import by_hand
from app.rules.exams.modules import tags_in
from app.rules.exams.question import (
    CHOICES,
    FILL_IN,
    LETTERS,
    MODULES,
    SHORT,
    TRUE_FALSE,
    Draft,
    Question,
)
from app.rules.papers.facts import hundredths
from app.services.questions.bringing import Terms

MODULE_NAMES = {
    "": _("未分模块"),
    "culture": _("企业文化"),
    "process": _("销售流程"),
    "skills": _("销售技巧"),
    "product": _("产品"),
    "drills": _("通关"),
}
FORMATS = {
    "": _("自动判断"),
    "text": _("试卷文字(.txt、.docx)"),
    "xlsx": _("表格(.xlsx、.csv)"),
    "gift": "GIFT",
    "aiken": "Aiken",
}
LONG = Length(max=4000, message=_("最多 4000 个字。"))
FEWEST_ROWS = 6
MOST_PASTED = 500_000


def module_field() -> SelectField:
    pairs = [SelectChoice(code, MODULE_NAMES[code]) for code in ("", *MODULES)]
    return SelectField(_("模块"), choices=pairs, default="")


class QuestionForm(LianxianForm):
    """One question by hand; which of the answers counts is told by its kind."""

    version = IntegerField(widget=HiddenInput(), default=0)
    text = TextAreaField(_("题目"), [DataRequired(_("请写题目。")), LONG], filters=[trimmed])
    truth = RadioField(
        _("答案"),
        choices=[SelectChoice("true", _("对")), SelectChoice("false", _("错"))],
        default="true",
    )
    blanks = TextAreaField(_("答案"), [LONG], filters=[trimmed])
    model = TextAreaField(_("参考答案"), [LONG], filters=[trimmed])
    explanation = TextAreaField(_("解析"), [LONG], filters=[trimmed])
    module = module_field()
    tags = StringField(_("标签"), [Length(max=400)], filters=[trimmed])
    points = StringField(
        _("分值"),
        [Regexp(r"^(\d{1,3}(\.\d{1,2})?)?$", message=_("请写数字,如 2 或 2.5。"))],
        filters=[trimmed],
        default="",
    )

    def question(self, kind: str) -> Question:
        """What was typed. Raises RuleBroken("question_…") with what it lacks."""
        draft = Draft(0, kind, self.text.data or "", explanation=self.explanation.data or "")
        draft.module, draft.tags = self.module.data, tags_in(self.tags.data or "")
        draft.points = hundredths(self.points.data)
        draft.options = by_hand.lettered(*self.options()) if kind in CHOICES else []
        draft.said = [said] if (said := self.said(kind)) else []
        return by_hand.question(draft)

    def refuse(self, refusal: RuleBroken) -> None:
        """A form is no paper: an answer is missing at its fields."""
        unmarked = refusal.code == "question_answer_missing"
        super().refuse(RuleBroken("question_answer_unmarked") if unmarked else refusal)

    def see_version(self, number: int) -> None:
        """The version that is seen now: a second press keeps what was typed."""
        self.version.data, self.version.raw_data = number, None

    def said(self, kind: str) -> str:
        truth = "对" if self.truth.data == "true" else "错"
        answers = {TRUE_FALSE: truth, FILL_IN: self.blanks.data, SHORT: self.model.data}
        return answers.get(kind) or ""

    def options(self) -> tuple[list[str], set[int]]:
        """The texts of the options, and which of them are ticked."""
        return [one.data or "" for one in self.texts], {
            at for at, one in enumerate(self.ticks) if one.data
        }

    @property
    def rows(self) -> int:
        """How many rows for options are shown: those filled and two more."""
        filled = [at for at, one in enumerate(self.texts, 1) if one.data]
        return min(max([FEWEST_ROWS, *(at + 2 for at in filled)]), len(OPTIONS))

    @property
    def texts(self) -> list[Field]:
        return [self[f"option_{letter}"] for letter in OPTIONS]

    @property
    def ticks(self) -> list[Field]:
        return [self[f"right_{letter}"] for letter in OPTIONS]

    def fill(self, asked: Question, version: int) -> None:
        self.version.data, self.text.data, self.explanation.data = (
            version,
            asked.text,
            asked.explanation,
        )
        self.module.data, self.tags.data = asked.module, "、".join(asked.tags)
        self.points.data = f"{asked.points / 100:g}" if asked.points is not None else ""
        self.truth.data = asked.answers[0][0] if asked.kind == TRUE_FALSE else "true"
        self.blanks.data = (
            "\n".join(" / ".join(one) for one in asked.answers) if asked.kind == FILL_IN else ""
        )
        self.model.data = asked.answers[0][0] if asked.kind == SHORT and asked.answers else ""
        for text, tick, option in zip(self.texts, self.ticks, asked.options, strict=False):
            text.data, tick.data = option.text, option.right


OPTIONS = LETTERS
for letter in OPTIONS:
    text = StringField(_("选项 %(letter)s", letter=letter), [Length(max=1000)], filters=[trimmed])
    setattr(QuestionForm, f"option_{letter}", text)
    setattr(QuestionForm, f"right_{letter}", BooleanField(_("%(letter)s 是对的", letter=letter)))


class PaperForm(LianxianForm):
    """A paper that is pasted or a file that is brought, and how it is read."""

    text = TextAreaField(_("粘贴试卷"), [Length(max=MOST_PASTED)])
    file = FileField(_("或者选一个文件"))
    format = SelectField(
        _("格式"), choices=[SelectChoice(*pair) for pair in FORMATS.items()], default=""
    )
    module = module_field()
    tags = StringField(_("标签"), [Length(max=400)], filters=[trimmed])

    def terms(self) -> Terms:
        return Terms(self.module.data, tags_in(self.tags.data or ""))

    def check(self) -> None:
        """Refuses what the page does not offer, and a form with nothing in it."""
        named = getattr(self.file.data, "filename", "")
        if not self.validate() or not (named or (self.text.data or "").strip()):
            raise RuleBroken("question_paper_missing")


class ReadingForm(LianxianForm):
    """The same paper, read in another way."""

    format = SelectField(
        _("格式"), choices=[SelectChoice(*pair) for pair in FORMATS.items() if pair[0]]
    )
    module = module_field()
    tags = StringField(_("标签"), [Length(max=400)], filters=[trimmed])
    terms = PaperForm.terms
