"""What describes a kind of file: its columns with the headings that people give them."""

from collections.abc import Callable
from dataclasses import dataclass

from app.rules.imports import looks

IGNORED = (
    "=序号 =编号 =no =id =行号 身份证号 身份证号码 身份证 传真 传真号码 fax 生日 年龄 性别 金额"
    " 下次跟进 跟进时间 联系时间 更新时间 下次回访 结果 公司电话区号 邮编"
)


@dataclass(frozen=True)
class Column:
    """A field, the headings people give it, and what its cells look like.

    `many`: several columns together make the field. `looks` says whether a cell can be this;
    `only_if_looks`: the heading alone is not enough; `found_by_contents`: a column without any
    heading is taken for it when its cells look so.
    """

    field: str
    words: str
    many: bool = False
    only_if_looks: bool = False
    looks: Callable[[str], bool] | None = None
    found_by_contents: bool = False

    @property
    def alone(self) -> frozenset[str]:
        return frozenset(word.lstrip("=") for word in self.words.split())

    @property
    def endings(self) -> tuple[str, ...]:
        return tuple(word for word in self.words.split() if word[0] != "=" and len(word) > 1)


@dataclass(frozen=True)
class Kind:
    """A kind of file: its columns, those that every row needs, and the resource whose writers may
    bring it in (rules.md §1)."""

    name: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    resource: str

    def column(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)


PHONE = Column(
    "phone",
    "电话 手机 手机号 手机号码 电话号码 联系电话 联系方式 联系号码 座机 固话 =号码 =tel 手机1 电话1"
    " phone mobile telephone cellphone phonenumber mobilephone phoneno mobileno =cell",
    many=True,
    looks=looks.like_phone,
    found_by_contents=True,
)
