"""What a question of the bank says (rules.md §7)."""

from dataclasses import dataclass, field

from app.rules.why import Why

SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "true_false"
FILL_IN, SHORT = "fill_in", "short"
KINDS = (SINGLE, MULTIPLE, TRUE_FALSE, FILL_IN, SHORT)
CHOICES = (SINGLE, MULTIPLE)
MODULES = ("culture", "process", "skills", "product", "drills")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Answers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Option:
    text: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """One question, complete. `answers`: of a fill-in the accepted texts of each blank; of a true or
    false ("true",) or ("false",); of a short answer the model answer, if there is one; of a choice
    nothing, its options know. `points` in hundredths. `module` is "" where none was said."""

    kind: str
    text: str
    options: tuple[Option, ...] = ()
    answers: Answers = ()
    explanation: str = ""
    module: str = ""
    tags: tuple[str, ...] = ()
    points: int | None = None

    @property
    def letters(self) -> str:
        """The letters of the right options."""
        pairs = zip(LETTERS, self.options, strict=False)
        return "".join(letter for letter, option in pairs if option.right)


@dataclass
class Draft:
    """What stands in a source about one question, before it is judged.

    `kind` as a heading says it, "choice" for one or more, "" where nothing does. `options`: letter,
    text, and whether it is marked as right. `said`: the answers that stand outside the text.
    """

    line: int
    kind: str = ""
    text: str = ""
    number: int = 0
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    explanation: str = ""
    module: str = ""
    tags: tuple[str, ...] = ()
    points: int | None = None
    lines: list[int] = field(default_factory=list)
    trouble: Why | None = None


@dataclass(frozen=True)
class Understood:
    question: Question
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Refused:
    """What was not understood, by its first line, with the reason."""

    line: int
    lines: tuple[int, ...]
    why: Why


@dataclass(frozen=True)
class PassedOver:
    """A line that is no part of a question: a heading, the key, a name to fill in."""

    line: int
    code: str


@dataclass(frozen=True)
class Reading:
    """All that a source says: each of its lines that hold anything is in one of the three."""

    understood: tuple[Understood, ...] = ()
    refused: tuple[Refused, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
