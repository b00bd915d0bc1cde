"""A draft of a plan of pay as people type it: yuan, percent, whole numbers (rules.md §8)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, RadioField, StringField
from wtforms import Form as Plain
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from app.errors import RuleBroken
from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.rules.deals.shares import percent_bp
from app.rules.money import fen_in, typed_yuan
from app.rules.pay import shape
from app.rules.pay.plan import CLIFF, MARGINAL, Document
from app.rules.pay.shape import BANDS, COUNT, NUMBERS, PERCENT, RATE, STEPS, WAY, YUAN
from app.rules.typed import plain
from app.rules.why import Why
from app.services.pay import planning
from app.services.pay.planning import Said

BLANK_ROWS = 2
TYPED = {"inputmode": "decimal", "autocomplete": "off"}
NOTHING = re.compile(r"0+(?:\.0+)?\s*元?")
SHORT = Length(max=200, message=_("最多 200 个字。"))
UNREADABLE = {
    YUAN: _("请写金额,如 3500 或 1.2万。"),
    RATE: _("请写百分数,如 5 或 0.5。"),
    PERCENT: _("请写整数。"),
    COUNT: _("请写整数。"),
}


def fen(text: str) -> int:
    """Also 0, which is no amount of a deal but one of a plan."""
    return 0 if NOTHING.fullmatch(plain(text).strip()) else fen_in(text)


def whole(text: str) -> int:
    said = plain(text).strip().removesuffix("%").strip()
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise RuleBroken("plan_unreadable")
    return int(said)


READ: Mapping[str, Callable[[str], int]] = {YUAN: fen, RATE: percent_bp, PERCENT: whole, COUNT: whole}  # fmt: skip


def typed(kind: str, value: int) -> str:
    """A number as it is read back."""
    if kind == YUAN:
        return typed_yuan(value)
    return f"{Decimal(value) / 100:f}" if kind == RATE else str(value)


class NumberField(StringField):
    """A number of a kind, typed; `number` is what it says, None where it says nothing readable."""

    def __init__(self, kind: str, **named: Any) -> None:
        super().__init__("", filters=[trimmed], render_kw=TYPED, **named)
        self.kind = kind

    @property
    def number(self) -> int | None:
        try:
            return READ[self.kind](self.data) if self.data else None
        except RuleBroken:
            return None

    def put(self, value: int | None) -> None:
        self.data = "" if value is None else typed(self.kind, value)

    def pre_validate(self, form: Any) -> None:
        if self.number is None:
            raise ValidationError(str(UNREADABLE[self.kind]))


class Row(Plain):
    """A row of a list; blank ones count as not there."""

    @property
    def blank(self) -> bool:
        return not any(field.data for field in self)

    def values(self) -> dict[str, int | None]:
        return {field.short_name: field.number for field in self}  # type: ignore[attr-defined]


class Optionally(NumberField):
    """A number within a row: the row is judged as a whole."""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.number is None:
            raise ValidationError(str(UNREADABLE[self.kind]))


class Rows(FieldList):
    """The library takes ² for a number of a row and fails on it."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        return super()._extract_indices(prefix, filter(str.isascii, formdata))  # type: ignore[no-any-return]


class BandRow(Row):
    from_fen = Optionally(YUAN)
    to_fen = Optionally(YUAN)
    bp = Optionally(RATE)


class StepRow(Row):
    from_score = Optionally(COUNT)
    percent = Optionally(PERCENT)


class PlanForm(LianxianForm):
    """A draft. Beside what stands here there is a field for each number of a plan, by its name."""

    rev = IntegerField(widget=HiddenInput(), default=0)
    name = StringField(_("方案名称"), [DataRequired(_("请给方案起个名字。")), SHORT], filters=[trimmed])  # fmt: skip
    starts_on = DateField(_("从哪一天开始"), [InputRequired(_("请选日期。"))])
    note = StringField(_("为什么改"), [DataRequired(_("请写明为什么改。")), SHORT], filters=[trimmed])  # fmt: skip
    commission_way = RadioField(
        choices=[
            SelectChoice(MARGINAL, _("分段:每一段各按各的比例")),
            SelectChoice(CLIFF, _("整额:达到哪一档,全部业绩都按那一档")),
        ],
        default=MARGINAL,
    )
    problems: Sequence[Why] = ()
    bands = Rows(FormField(BandRow), max_entries=shape.MOST_BANDS + BLANK_ROWS)
    steps = Rows(FormField(StepRow), max_entries=shape.MOST_STEPS + BLANK_ROWS)

    def fill(self, document: Document) -> None:
        """What a document says, for somebody to change."""
        values: dict[Any, Any] = shape.flat(document)  # type: ignore[arg-type]
        for path in NUMBERS:
            self[shape.name(path)].put(values[path])  # type: ignore[attr-defined]
        self.commission_way.data = values[WAY]
        for rows, path in ((self.bands, BANDS), (self.steps, STEPS)):
            for said in values[path]:
                put(rows.append_entry(), said)
        self.offer_rows()

    def offer_rows(self) -> None:
        """A few blank rows below those that are used."""
        for rows in (self.bands, self.steps):
            blank = sum(one.form.blank for one in rows)
            for _n in range(min(BLANK_ROWS - blank, (rows.max_entries or 0) - len(rows.entries))):
                rows.append_entry()

    def sound(self) -> bool:
        """Whether all can be read and nothing speaks against it; `problems` says what does."""
        if self.validate():
            self.problems = planning.problems(self.document(), self.starts_on.data)
        return not self.errors and not self.problems

    def document(self) -> dict[str, object]:
        """What is typed, to be checked; a number that cannot be read is None."""
        numbers = {path: self[shape.name(path)].number for path in NUMBERS}  # type: ignore[attr-defined]
        bands = sorted(used(self.bands), key=lambda row: row["from_fen"] or 0)
        steps = sorted(used(self.steps), key=lambda row: -(row["from_score"] or 0))
        return shape.nested({**numbers, WAY: self.commission_way.data, BANDS: bands, STEPS: steps})

    def said(self) -> Said:
        return Said(
            self.name.data or "", self.starts_on.data, self.note.data or "", self.document()
        )


def used(rows: Any) -> Iterator[dict[str, Any]]:
    return (one.form.values() for one in rows if not one.form.blank)


def put(row: Any, said: Mapping[str, int | None]) -> None:
    for field in row.form:
        field.put(said[field.short_name])


for path_, limit_ in NUMBERS.items():
    setattr(PlanForm, shape.name(path_), NumberField(limit_.kind))


class PlanApprovalForm(LianxianForm):
    """A second person's word on exactly the draft that is shown."""

    rev = IntegerField(widget=HiddenInput())
    note = StringField(_("批准说明"), [SHORT], filters=[trimmed])
