"""What the cells of a column look like, to tell columns by their contents."""

import re
from datetime import date

from app.errors import RuleBroken
from app.rules import phones
from app.rules.days.dates import read_day
from app.rules.imports.words import LEAD_KINDS
from app.rules.typed import word

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关焦俞左柳甘祝包宁尚符舒阮柯纪梅"
    "童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游靳管柴蒙鲍华祁房滕屈饶解牟艾尤时阳阎穆农司卓古吉缪简车项连"
)
COMPANY = re.compile(
    r".+(公司|集团|厂|店|馆|铺|中心|工作室|商行|超市|酒楼|餐厅|经营部|门市部|合作社)"
)
NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}(先生|女士|小姐|经理|总|老板|老师)?")
TITLED = re.compile(r".(先生|女士|小姐|经理|总|老板|老师|哥|姐)")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
PLACES = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原|沈阳|大连|长春|哈尔滨"
    "|南京|苏州|无锡|杭州|宁波|温州|合肥|福州|厦门|南昌|济南|青岛|郑州|武汉|长沙|广州|深圳|佛山|东莞|南宁"
    "|海口|成都|贵阳|昆明|西安|兰州|西宁|银川|乌鲁木齐|拉萨|呼和浩特"
)
ANY_DAY = date(2026, 12, 31)


def numbers_in(text: str) -> tuple[str, ...]:
    """The usable numbers of a cell, whatever else it holds."""
    try:
        return phones.numbers_in(text)
    except RuleBroken:
        return ()


def like_phone(text: str) -> bool:
    return bool(numbers_in(text))


def like_date(text: str) -> bool:
    try:
        return bool(read_day(text, ANY_DAY))
    except RuleBroken:
        return False


def like_name(text: str) -> bool:
    said = text.strip()
    return said[:1] in SURNAMES and bool(NAME.fullmatch(said) or TITLED.fullmatch(said))


def like_company(text: str) -> bool:
    return bool(COMPANY.fullmatch(text.strip()))


def like_region(text: str) -> bool:
    return bool(PLACES.match(text.strip())) and not like_company(text)


def like_email(text: str) -> bool:
    return bool(EMAIL.fullmatch(word(text)))


def like_lead_kind(text: str) -> bool:
    return word(text) in LEAD_KINDS
