import io
import re

from babel.messages.pofile import read_po

from tests import catalogues

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def test_the_catalogue_holds_every_text_and_no_other():
    assert catalogues.as_po(catalogues.updated()) == catalogues.PO.read_bytes(), "run: make words"


def test_every_text_is_translated():
    assert catalogues.untranslated(catalogues.kept()) == []


def test_the_compiled_catalogue_is_fresh():
    fresh = catalogues.as_mo(read_po(io.BytesIO(catalogues.PO.read_bytes()), locale="en"))
    assert catalogues.MO.read_bytes() == fresh, "run: make words"


def test_a_translation_has_the_placeholders_of_its_text():
    for message in catalogues.kept():
        for text in catalogues.aslist(message.string):
            of_source = set(PLACEHOLDER.findall(catalogues.aslist(message.id)[0]))
            assert set(PLACEHOLDER.findall(text)) == of_source, message.id


def test_a_short_text_has_no_long_translation():
    for message in filter(lambda one: one.id, catalogues.kept()):
        text, translated = (catalogues.aslist(one)[0] for one in (message.id, message.string))
        assert len(PLACEHOLDER.sub("", translated)) <= 30 + 7 * len(text), message.id


def test_no_english_text_has_chinese_in_it():
    for message in catalogues.kept():
        if message.id not in ("中文",):
            assert not re.search(r"[\u4e00-\u9fff]", str(message.string)), message.id
