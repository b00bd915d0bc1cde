from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from app.errors import RuleBroken
from app.extensions import vault
from app.models import Person

SHORTEST, LONGEST = 8, 128
FEWEST_GUESSES = 10**6
ALSO_COMMON = (
    "woaini",
    "woaiwojia",
    "wodemima",
    "nihao",
    "5201314",
    "1314520",
    "lianxian",
    "dianxiao",
)
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$RSL901EycsHaYFKMbptgDw$F6bsB+D6O1tltmdLYQYgbs2D8O6LFnMq3ukmJevQgw8"


def check_strength(password: str, person: Person) -> None:
    """Refuses passwords that are short, over-long, common, or made of the person's own name.

    Raises RuleBroken("password_short" | "password_long" | "password_common").
    """
    if len(password) < SHORTEST:
        raise RuleBroken("password_short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise RuleBroken("password_long", longest=LONGEST)
    if (
        zxcvbn(password, user_inputs=[person.login, person.name, *ALSO_COMMON])["guesses"]
        < FEWEST_GUESSES
    ):
        raise RuleBroken("password_common")


def set_password(person: Person, password: str) -> None:
    check_strength(password, person)
    person.password_hash = vault.passwords.hash(password)


def matches(person: Person | None, password: str) -> bool:
    """Whether the password is this person's; takes as long for somebody who does not exist."""
    known = person.password_hash if person and person.password_hash else NOBODY
    try:
        vault.passwords.verify(known, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return known is not NOBODY
