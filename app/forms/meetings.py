"""What is typed at a meeting (rules.md §9)."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from app.errors import RuleBroken
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.rules.days.working_days import WorkingDays
from app.rules.meetings import line
from app.rules.meetings.carrying import DECISION, NOTE, QUESTION, TASK
from app.services.meetings.items import LONGEST, LONGEST_CONDITION, Said
from app.services.meetings.notes import LONGEST as LONGEST_NOTE
from app.services.meetings.notes import Typed
from app.services.meetings.within import Member

NOBODY = 0
MOST_PARTS = 5


class ItemForm(LianxianForm):
    """One typed line; what it does not say of a task stands in the fields below it."""

    uuid = HiddenField(validators=[DataRequired(), Length(max=60)])
    type = RadioField(
        _("种类"),
        choices=[
            SelectChoice(TASK, _("待办")),
            SelectChoice(DECISION, _("结论")),
            SelectChoice(QUESTION, _("问题")),
            SelectChoice(NOTE, _("备注")),
        ],
        default=TASK,
    )
    line = StringField(
        _("写一条"),
        [DataRequired(_("请写内容。")), Length(max=LONGEST + LONGEST_CONDITION)],
        filters=[trimmed],
        render_kw={"maxlength": LONGEST, "autocomplete": "off"},
    )
    owner_id = SelectField(_("谁负责"), coerce=int, default=NOBODY)
    due_on = DateField(_("哪天前"), [Optional()])
    done_when = StringField(
        _("做到什么样算完成"),
        [Length(max=LONGEST_CONDITION)],
        filters=[trimmed],
        render_kw={"maxlength": LONGEST_CONDITION, "autocomplete": "off"},
    )

    def offer(self, people: Sequence[Member]) -> "ItemForm":
        self.owner_id.choices = choices(_("不选"), people)
        self.uuid.data = self.uuid.data or str(uuid4())
        self.people = {one.name: one.id for one in people}
        return self

    def said(self, today: date, calendar: WorkingDays) -> Said:
        """Raises RuleBroken("line_nobody")."""
        uuid, type_ = self.uuid.data or "", self.type.data
        if type_ != TASK:
            return Said(uuid, type_, self.line.data)
        read = line.read(self.line.data, self.people, today, calendar)
        return Said(
            uuid,
            type_,
            read.text,
            read.owner_id or self.owner_id.data or None,
            read.due_on or self.due_on.data,
            read.done_when or self.done_when.data,
        )


class EndingForm(LianxianForm):
    """How an item ends: with a word where one is needed."""

    said = StringField(_("说一句"), [Length(max=LONGEST)], filters=[trimmed])
    dropped = HiddenField(default="")


class HandUpForm(LianxianForm):
    """To whom an item goes up, and why."""

    said = StringField(_("为什么往上交"), [Length(max=LONGEST)], filters=[trimmed])
    holder_id = SelectField(_("交给谁"), coerce=int, default=NOBODY)

    def offer(self, people: Sequence[Member]) -> "HandUpForm":
        self.holder_id.choices = choices(_("不换人"), people)
        return self


class SplitForm(LianxianForm):
    """The parts of an item, a line each."""

    lines = TextAreaField(
        _("拆成几条,一行一条"),
        [DataRequired(_("至少拆成两条,一行写一条。")), Length(max=MOST_PARTS * LONGEST)],
        render_kw={"rows": 4},
    )

    def parts(
        self, type_: str, people: dict[str, int], today: date, calendar: WorkingDays
    ) -> list[Said]:
        """Raises RuleBroken("line_nobody" | "split_few")."""
        lines = [one for one in map(trimmed, (self.lines.data or "").splitlines()) if one]
        if len(lines) > MOST_PARTS:
            raise RuleBroken("split_many", most=MOST_PARTS)
        if type_ != TASK:
            return [Said(str(uuid4()), type_, one) for one in lines]
        read = [line.read(one, people, today, calendar) for one in lines]
        return [
            Said(str(uuid4()), type_, one.text, one.owner_id, one.due_on, one.done_when)
            for one in read
        ]


class NoteForm(LianxianForm):
    """A note as a page holds it; `user`: who typed it, if a device says so."""

    uuid = HiddenField(validators=[DataRequired(), Length(max=60)])
    user = IntegerField(validators=[Optional()])
    point = HiddenField(validators=[DataRequired(), Length(max=40)])
    base = HiddenField(validators=[Optional(), Length(max=18)])
    other = HiddenField(validators=[Optional(), Length(max=18)])
    text = TextAreaField(_("记录"), [Length(max=LONGEST_NOTE)])

    def typed(self) -> Typed:
        """Raises RuleBroken("note_base") for a base that is no number."""
        text = (self.text.data or "").replace("\0", "").replace("\r\n", "\n")
        bases = [number(one.data) for one in (self.base, self.other)]
        return Typed(self.uuid.data or "", self.point.data or "", text, *bases)


def choices(nobody: str, people: Sequence[Member]) -> list[SelectChoice]:
    return [SelectChoice(NOBODY, nobody), *(SelectChoice(one.id, one.name) for one in people)]


def number(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise RuleBroken("note_base")
    return int(text)


class AdditionForm(LianxianForm):
    """A remark below closed minutes."""

    uuid = HiddenField(validators=[DataRequired(), Length(max=60)])
    text = TextAreaField(
        _("补记"),
        [DataRequired(_("请写要补充的内容。")), Length(max=LONGEST_NOTE)],
        filters=[trimmed],
        render_kw={"rows": 3},
    )

    def prepared(self) -> "AdditionForm":
        self.uuid.data = self.uuid.data or str(uuid4())
        return self


def blank(people: Sequence[Member]) -> dict[str, LianxianForm]:
    """The forms of a meeting's page with nothing typed in them yet."""
    return {
        "item_form": ItemForm().offer(people),
        "addition_form": AdditionForm().prepared(),
        "ending_form": EndingForm(),
        "hand_up_form": HandUpForm().offer(people),
        "split_form": SplitForm(),
    }
