from babel.support import Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import get_locale, get_translations
from flask_login import current_user

from app.config import LANGUAGES

COOKIE = "lianxian_language"
YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(languages=LANGUAGES, language=current)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: texts().ugettext(text),
        lambda one, many, n: texts().ungettext(one, many, n),
        newstyle=True,
    )


def texts() -> Translations:
    """The catalogue of the request's language, looked up once: a page asks for hundreds of texts."""
    if "texts" not in g:
        g.texts = get_translations()
    return g.texts


def choose() -> str:
    """The person's own language; before signing in the browser's, Chinese when in doubt."""
    if not has_request_context():
        return "zh"
    if current_user and current_user.is_authenticated:
        return current_user.language
    kept = request.cookies.get(COOKIE)
    if kept in LANGUAGES:
        return kept
    return request.accept_languages.best_match(LANGUAGES, "zh")


def remembered(answer: Response, chosen: str) -> Response:
    """Keeps the language for pages before signing in, and for the sheet that starts offline."""
    answer.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure)
    return answer


def current() -> str:
    return str(get_locale() or "zh")[:2]
