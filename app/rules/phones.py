"""Telephone numbers: what a cell or field holds, and how a number is shown (rules.md §2, identity).

A number is kept as E.164 text, with ";ext=12" when an extension makes it another line.
"""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from app.errors import RuleBroken
from app.rules.typed import plain

COUNTRY, COUNTRY_CODE = "CN", 86
LONGEST_TEXT, MOST_GROUPS = 200, 32
EXTENSION = ";ext="

# A run of digits with what people put between them, and the extension that follows, if any.
# Letters right behind the digits make it something else, such as an account name.
RUN = re.compile(
    r"(?P<digits>(?:\(?\+)?\(?\d(?:[\d\s().+-]*\d)?)"
    r"(?:[\s(),;-]*(?:转分机号?|转接?|分机号?|#|ext\.?|x)\s*[:.=]?\s*(?P<extension>[0-9]{1,8}))?"
    r"(?![a-z\d_@])",
    re.IGNORECASE,
)
GAP = re.compile(r"[\s().]+|(?<=\d)(?=\+)|(-)")
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
BETWEEN = r"[\s.\-]{0,2}"
WRITTEN = re.compile(
    rf"(?<!\d)(?:\+?86{BETWEEN})?(1[3-9]\d){BETWEEN}(?:\d{BETWEEN}){{4}}(\d{BETWEEN}\d{BETWEEN}\d{BETWEEN}\d)(?!\d)"
)
MOBILE_DIGITS = 11
WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
SCIENTIFIC = re.compile(r"(\d)\.?(\d*)E\+?(\d{1,2})", re.IGNORECASE)
LEAST_DECIMALS = 7  # spreadsheets and programs that round keep at most six


def numbers_in(text: str) -> tuple[str, ...]:
    """The usable numbers of one cell, in their order, each once (rules.md §2, identity).

    Words around numbers, several numbers and every usual way of writing are understood; a number
    is usable when libphonenumber calls it valid for China. Raises RuleBroken("phone_missing") when
    there is nothing like a number, ("phone_unusable", text=…) when none is usable, and
    ("phone_rounded", text=…) when a spreadsheet kept only the first digits, as in 1.38E+10.
    """
    said = plain(text)[:LONGEST_TEXT].strip()
    runs = RUN.finditer(as_digits(said))
    found = [number for run in runs for number in numbers_of(run["digits"], run["extension"])]
    if not found:
        has_digit = any(character.isdigit() for character in said)
        code = "phone_unusable" if has_digit else "phone_missing"
        raise RuleBroken(code, text=said)
    return tuple(dict.fromkeys(found))


def as_digits(text: str) -> str:
    """Undoes what spreadsheets make of a number: 13800138000.0, 1.3800138E+10."""
    if whole := WHOLE_FLOAT.fullmatch(text):
        return whole[1]
    if not (parts := SCIENTIFIC.fullmatch(text)):
        return text
    first, rest, power = parts[1], parts[2], int(parts[3])
    if not LEAST_DECIMALS <= len(rest) <= power:
        raise RuleBroken("phone_rounded", text=text)
    return first + rest.ljust(power, "0")


def numbers_of(digits: str, extension: str | None) -> list[str]:
    groups = [group for group in GAP.split(digits) if group]
    found = split_up(groups) if len(groups) <= MOST_GROUPS else []
    if found and extension:
        found[-1] = found[-1].partition(EXTENSION)[0] + EXTENSION + extension
    return found


def split_up(groups: list[str]) -> list[str]:
    """The groups of digits as numbers, the longest first; nothing when a group is left over."""
    for size in range(len(groups), 0, -1):
        number = usable("".join(groups[:size]).replace("-", ""))
        if number is None:
            continue
        rest = groups[size:]
        if not rest:
            return [number]
        if is_extension(number, rest):
            return [number + EXTENSION + rest[1]]
        if more := split_up(rest):
            return [number, *more]
    return []


def usable(digits: str) -> str | None:
    """The number in E.164 if libphonenumber calls it valid for China."""
    if mobile := MOBILE.fullmatch(digits):
        return f"+86{mobile[1]}" if is_mobile_range(mobile[1][:7]) else None
    return parsed_number(digits)


@lru_cache(maxsize=20_000)
def is_mobile_range(first_digits: str) -> bool:
    """Validity goes by ranges of ten thousand mobile numbers: asked once for each, it costs less."""
    return parsed_number(f"{first_digits}0000") is not None


def parsed_number(digits: str) -> str | None:
    try:
        parsed = phonenumbers.parse(digits, COUNTRY)
    except NumberParseException:
        return None
    if parsed.country_code != COUNTRY_CODE or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def is_extension(number: str, rest: list[str]) -> bool:
    """Whether "-12" behind a number can only be an extension: a landline, a dash, few digits."""
    if len(rest) != 2 or rest[0] != "-" or len(rest[1]) > 5:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(number))
    return kind == PhoneNumberType.FIXED_LINE


@lru_cache(maxsize=8192)
def masked(number: str) -> str:
    """How a list shows a number: 138****1234 (rules.md §2, phones are shown when needed)."""
    digits, extension = national(number)
    return f"{digits[:-8]}****{digits[-4:]}{extension and '#' + extension}"


def hidden(text: str | None) -> str:
    """A text without the mobile numbers somebody wrote into it: 138****1234 (rules.md §2)."""
    if not text or sum(letter.isdigit() for letter in text) < MOBILE_DIGITS:
        return text or ""
    return WRITTEN.sub(lambda found: f"{found[1]}****{found[2]}", text)


@lru_cache(maxsize=8192)
def grouped(number: str) -> str:
    """The full number in groups, to be read aloud: 138 0013 8000, 0755 4064 1493 #12."""
    parsed = phonenumbers.parse(number.partition(EXTENSION)[0])
    shown = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    extension = national(number)[1]
    return f"{shown} #{extension}" if extension else shown


@lru_cache(maxsize=8192)
def dialable(number: str) -> str:
    """What goes into a tel: link in China; the comma waits before it dials the extension."""
    digits, extension = national(number)
    return f"{digits},{extension}" if extension else digits


def national(number: str) -> tuple[str, str]:
    """The digits as dialled within China, and the extension or ""."""
    whole, _, extension = number.partition(EXTENSION)
    if mobile := MOBILE.fullmatch(whole):
        return mobile[1], extension
    parsed = phonenumbers.parse(whole)
    shown = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    return "".join(c for c in shown if c.isdigit()), extension
