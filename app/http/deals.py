"""The page of a deal, as a page and as what comes back after a refusal on it."""

from uuid import uuid4

from flask import abort, render_template
from flask_login import current_user

from app.http import access, chat_texts, customers, words
from app.models import Product
from app.rules.people.permissions import WRITE
from app.services.deals import files, good_news, one_deal, products, unentered
from app.services.deals.files import Subject
from app.services.deals.one_deal import Whole
from app.services.deals.unentered import Agreed
from app.services.surveys import asking


def offered() -> list[tuple[int, str]]:
    """Products to choose from, with the price of today."""
    return named(products.sold())


def named(sold: list[Product]) -> list[tuple[int, str]]:
    return [
        (one.id, f"{one.name} · ¥{words.yuan(one.price_fen)}" if one.price_fen else one.name)
        for one in sold
    ]


def reminders() -> list[Agreed]:
    """Whose deal the reader is still to enter; nobody's for who makes no calls."""
    calls = access.can("deals", WRITE) and access.can("sheet", WRITE)
    return unentered.of(current_user.id) if calls else []


def fresh() -> str:
    """The number of something about to be entered, so that sending it twice enters it once."""
    return str(uuid4())


def whole_or_404(deal_id: int) -> Whole:
    found = one_deal.show(deal_id, customers.who(resource="deals"))
    return found or abort(404)


def show(deal_id: int) -> str:
    """A deal within reach, with what may be done on it."""
    found = whole_or_404(deal_id)
    confirms = access.can("deal_confirmations", WRITE)
    own = any(one.person_id == current_user.id for one in found.deal.shares)
    corrects = (confirms and not own) if found.has_confirmed else access.can("deals", WRITE)
    return render_template(
        "deals/show.html",
        whole=found,
        deal=found.deal,
        line=found.line,
        survey=asking.answered(deal_id),
        files=files.of(Subject(deal_id)),
        corrects=corrects and not found.line.withdrawn,
        news=told_to_the_group(deal_id),
    )


def told_to_the_group(deal_id: int) -> list[tuple[str, str]]:
    """The good news as text, once the deal counts."""
    news = good_news.of(deal_id)
    return chat_texts.in_each_language(lambda: chat_texts.good_news(news)) if news else []
