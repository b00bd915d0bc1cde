"""The questions that come with the program: sound, in both languages, and the trainer's own after
that (rules.md §7)."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Paper, QuestionVersion
from app.models import Question as Row
from app.rules.exams import gift
from app.rules.exams.question import CHOICES, FILL_IN, KINDS, MULTIPLE, SINGLE, Question
from app.rules.exams.sameness import key_of
from app.services.questions import editing, listing, shipped
from app.services.questions.listing import Wanted
from app.services.questions.shipped import PARTS, Text, files
from app.services.transaction import write
from tests import builders

in_the_bank = pytest.mark.usefixtures("database", "set_clock")
TEXTS = list(shipped.texts())
BY_LANGUAGE = {lang: [one for one in TEXTS if one.language == lang] for lang in shipped.LANGUAGES}
CHINESE, WORD = re.compile(r"[\u3000-\u9fff\uff00-\uffef]"), re.compile(r"[A-Za-z]{2,}")
OPEN_BLANK = re.compile(r"_{2,}")


def words_of(one: Text) -> list[str]:
    said = one.said
    options = [option.text for option in said.options]
    answers = [text for blank in said.answers for text in blank if text not in ("true", "false")]
    return [said.text, *options, *answers, said.explanation]


@pytest.mark.parametrize("language", shipped.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_question_of_a_file_is_understood(language, part):
    file = files("app.services.shipped") / "questions" / language / f"{part}.gift"
    reading = gift.read(file.read_text("utf-8"))
    assert reading.refused == ()
    assert len(reading.understood) >= 40


def test_both_languages_ask_the_same_in_the_same_way():
    def shape(one: Text) -> tuple[object, ...]:
        said = one.said
        return one.key, said.kind, said.letters, len(said.answers), len(said.options), said.module

    zh, en = ([shape(one) for one in BY_LANGUAGE[lang]] for lang in ("zh", "en"))
    assert zh == en
    assert len({key for key, *_ in zh}) == len(zh) >= 120


@pytest.mark.parametrize("language", shipped.LANGUAGES)
def test_all_kinds_and_the_modules_of_the_three_papers_are_there(language):
    said = [one.said for one in BY_LANGUAGE[language]]
    kinds, modules = (Counter(getattr(one, name) for one in said) for name in ("kind", "module"))
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 4
    assert set(modules) == {"culture", "process", "skills"}
    assert min(modules.values()) >= 40


def test_every_question_is_whole():
    assert [one.key for one in TEXTS if not is_whole(one.said)] == []


def is_whole(said: Question) -> bool:
    rights, choice = len(said.letters), said.kind in CHOICES
    parts = bool(said.options) == choice and bool(said.answers) != choice
    right = {SINGLE: rights == 1, MULTIPLE: 2 <= rights < len(said.options)}.get(said.kind, True)
    blanks = said.kind == FILL_IN or not OPEN_BLANK.search(said.text)
    return bool(said.explanation) and len(said.tags) == 3 and parts and right and blanks


def test_every_question_speaks_one_language():
    foreign = {"zh": WORD, "en": CHINESE}
    mixed = [one.key for one in TEXTS if foreign[one.language].search("\n".join(words_of(one)))]
    assert mixed == []


def test_no_question_is_asked_twice():
    assert [
        key for key, n in Counter(key_of(one.said.text) for one in TEXTS).items() if n > 1
    ] == []


@pytest.mark.parametrize("language", shipped.LANGUAGES)
def test_the_right_option_is_told_by_neither_place_nor_length(language):
    singles = [one.said for one in BY_LANGUAGE[language] if one.said.kind == SINGLE]
    places = Counter(said.letters for said in singles)
    assert all(0.15 <= places[letter] / len(singles) <= 0.4 for letter in "ABCD")
    stands_out = [said for said in singles if longest_by_far(said)]
    assert len(stands_out) <= len(singles) / 4


def longest_by_far(said: Question) -> bool:
    right = next(len(one.text) for one in said.options if one.right)
    return right > 1.3 * max(len(one.text) for one in said.options if not one.right)


@in_the_bank
def test_they_are_put_in_once_and_told_apart_by_language():
    assert shipped.fill() == len(TEXTS)
    assert shipped.fill() == 0
    for tag in ("中文", "English"):
        assert listing.page_of(Wanted(tag=tag), 1)[1] == len(TEXTS) / 2


def versions_of(one: Text) -> list[QuestionVersion]:
    query = select(QuestionVersion).where(QuestionVersion.text == one.said.text)
    return list(db.session.scalars(query))


@in_the_bank
def test_what_the_trainer_changed_stays_also_in_other_words():
    shipped.fill()
    trainer, one = builders.person("tina", "trainer"), TEXTS[0]
    number = versions_of(one)[0].question_id
    editing.change(number, replace(one.said, text="我们自己的问法?"), 1, trainer.id)
    assert shipped.fill() == 0
    assert listing.versions(number)[0].said.text == "我们自己的问法?"
    assert listing.page_of(Wanted(), 1)[1] == len(TEXTS)


@in_the_bank
def test_a_question_taken_out_of_use_stays_out():
    shipped.fill()
    trainer, one = builders.person("tina", "trainer"), TEXTS[0]
    editing.retire(versions_of(one)[0].question_id, trainer.id, out=True)
    assert shipped.fill() == 0
    assert listing.page_of(Wanted(), 1)[1] == len(TEXTS) - 1


@pytest.fixture
def next_version(monkeypatch):
    """The program as it ships later: its first question is put differently."""

    def ship(**changes):
        texts = [replace(TEXTS[0], said=replace(TEXTS[0].said, **changes)), *TEXTS[1:]]
        monkeypatch.setattr(shipped, "texts", lambda: iter(texts))

    return ship


@in_the_bank
@pytest.mark.parametrize(
    "changes", [{"explanation": "说得更清楚。"}, {"text": "系统有哪三类资源?"}]
)
def test_what_nobody_changed_is_renewed_as_a_version_and_no_double(next_version, changes):
    shipped.fill()
    number = versions_of(TEXTS[0])[0].question_id
    next_version(**changes)
    assert shipped.fill() == 0
    said = [one.said for one in listing.versions(number)]
    assert len(said) == 2
    assert said[0] == replace(TEXTS[0].said, **changes)
    assert db.session.scalar(select(func.count()).select_from(Row)) == len(TEXTS)


@in_the_bank
def test_a_new_wording_does_not_replace_the_trainers(next_version):
    shipped.fill()
    trainer, number = builders.person("tina", "trainer"), versions_of(TEXTS[0])[0].question_id
    mine = replace(TEXTS[0].said, explanation="我们公司的解释。")
    editing.change(number, mine, 1, trainer.id)
    next_version(explanation="说得更清楚。")
    shipped.fill()
    assert listing.versions(number)[0].said == mine


@in_the_bank
def test_a_question_that_the_bank_has_already_is_left_as_it_is():
    trainer = builders.person("tina", "trainer")
    mine = replace(TEXTS[0].said, explanation="早就有了。")
    number = editing.create(mine, trainer.id)
    assert shipped.fill() == len(TEXTS) - 1
    assert [one.said for one in listing.versions(number)] == [mine]


@in_the_bank
def test_three_papers_in_each_language_are_drafts_that_the_bank_can_fill():
    shipped.fill()
    found = list(db.session.scalars(select(Paper).order_by(Paper.id)))
    assert [one.title for one in found][:3] == ["入职规则", "工作流程", "话术与合规"]
    assert len(found) == 6
    for paper in found:
        assert paper.published_at is None
        assert (paper.pass_percent, paper.retakes, paper.retake_days) == (80, 2, 1)
        assert sum(draw.count for draw in paper.draws) == 20
        for draw in paper.draws:
            wanted = Wanted(module=draw.module, tag=draw.tag, kind=draw.kind)
            assert listing.page_of(wanted, 1)[1] >= draw.count


@in_the_bank
def test_nobody_new_is_held_up_by_two_languages():
    shipped.fill()
    required = db.session.scalars(select(Paper).where(Paper.required).order_by(Paper.id))
    assert [one.title for one in required] == ["入职规则", "工作流程", "话术与合规"]


@in_the_bank
def test_a_paper_that_the_trainer_renamed_does_not_come_again():
    shipped.fill()
    with write():
        db.session.scalars(select(Paper)).first().title = "我们的规则"
    shipped.fill()
    titles = list(db.session.scalars(select(Paper.title)))
    assert "入职规则" not in titles
    assert len(titles) == 6
