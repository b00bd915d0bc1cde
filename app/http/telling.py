"""A reason said in each language, to be kept as it was said (rules.md §8: it renders for ever)."""

from flask_babel import force_locale

from app.http import words
from app.http.language import LANGUAGES
from app.rules.why import Why


def in_each_language(why: Why) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with force_locale(language):
            found[language] = words.say(why.code, why.params)
    return found
