"""Rules for what people are called: names, e-mail addresses, WeChat and QQ, number plates."""

import re
from collections.abc import Iterator

from .find import Hit

LOCAL_PART = r"[a-z0-9._%+-]"
EMAIL = re.compile(
    rf"({LOCAL_PART}{{1,64}}+)(?:@|\(at\)|\[at\])([a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{1,6}}+)"
)
MAIL_SERVICES = {
    *("qq.com", "163.com", "126.com", "139.com", "189.cn", "sina.com", "sina.cn", "foxmail.com", "yeah.net"),
    *("gmail.com", "outlook.com", "hotmail.com", "icloud.com", "vip.qq.com", "aliyun.com", "sohu.com"),
}

BETWEEN = r"(?:号码?|id|[账帐]号|是|为|同号|加|[:,/()\[\]\-， ]){0,6}"
WECHAT = re.compile(
    rf"(?:微信|威信|薇信|(?<![a-z])(?:v信|vx|wx|wechat))(?!公众|群|小程序|支付){BETWEEN}"
    r"([a-z][a-z0-9_-]{4,}+|[1-9]\d{4,}+(?![a-z0-9_-]))"
)
QQ = re.compile(rf"(?:(?<![a-z])qq|扣扣|企鹅号)(?!群){BETWEEN}([1-9]\d{{4,}}+)(?![a-z_-])")

PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]) ?([a-z])[ ·•・.-]{0,2}"
    r"((?:[a-hj-np-z0-9]{5}|[a-hj-np-z0-9]{4}[学警港澳挂领使试超]|[a-k][a-hj-np-z0-9]\d{4}|\d{5}[a-k]))(?![a-z0-9])"
)

SURNAMES = set(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅卞齐康伍余元顾孟平黄穆萧肖尹姚邵湛汪祁毛狄米贝臧戴宋庞熊纪舒屈项祝董梁杜"
    "阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应丁宣邓洪包左石崔吉龚程裴陆荣翁甄曲段"
    "侯宁仇甘厉祖武刘景詹龙叶司黎薄白蒲邰卓蔺屠蒙池乔翟谭劳申冉桂牛边燕尚温庄晏柴阎慕连茹习艾容古易廖耿匡国文寇广阙欧"
    "沃利蔚越夔隆师巩聂晁敖冷辛阚简饶曾沙鞠丰关查荆游权盖岳帅缑亢况郦练赖缪丘凃涂卿植麦植巫幸练刁"
)
TWO_SURNAMES = {
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
}
# Surnames that begin other words as often: 我叫安保, 本人方便.
AMBIGUOUS = set("安常方任平广国文关查连包解应路高管支利师万石金车权盖越元乐易古景")
NO_NAME = re.compile("先生|女士|小姐|师傅|老师|医生|阿姨|主任|经理|警官|同志|某")
NAME_ENDS = set("的是在住今家我和想要来有从到去于男女也就已因为了与及系现反咨投电联身年岁你您他她这那请问希")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
RELATIVES = "儿子|女儿|孩子|小孩|孙子|孙女|爸|妈|父亲|母亲|爷爷|奶奶|老公|老婆|丈夫|妻子|哥|姐|弟|妹"
CALLED = re.compile(
    rf"(?:我叫|(?:{RELATIVES})(?:名字?)?叫|我名叫|我的名字[叫是:]|本人叫|本名叫?|姓名[是为]?)[:， ]*([{HAN}]{{2,5}})"
)
LABELLED = re.compile(
    "(?:姓名|联系人|反映人|投诉人|举报人|申请人|当事人|户主|署名) ?(?:[是为]|[:-]) ?"
    rf"([{HAN}][{HAN}·]{{1,11}})(?![{HAN}*])"
)
# How an answer greets who asked: 尊敬的张伟先生. A surname alone before it, as in 张先生, tells little.
GREETED = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[的请由和向与对找是])|致)([{HAN}]{{2,4}}?)(?:先生|女士|小姐|同志)"
)
MYSELF = re.compile(
    rf"(?:本人|我是|联系人|投诉人|反映人)([{HAN}]{{2,4}})(?=[，,、。；;(: ]|\d|$|系|是|家住|现住|今年|身份证|电话)",
    re.M,
)
# 我是龙川人, 我是江东新区居民: where from and what, not who.
NO_PERSON = set("人县镇村区市路户民生员工师商")


def emails(view: str) -> Iterator[Hit]:
    for match in EMAIL.finditer(view):
        domain = match[2]
        goes_on = view[match.end() : match.end() + 1] in {*"@_%+.-(["}
        shown = domain if domain in MAIL_SERVICES and not goes_on else "***"
        yield Hit(*match.span(), f"{match[1][0]}***@{shown}", may_be_public=domain.endswith(".gov.cn"))


def accounts(view: str) -> Iterator[Hit]:
    for match in WECHAT.finditer(view):
        yield Hit(*match.span(1), f"{match[1][0]}***")


def qq_numbers(view: str) -> Iterator[Hit]:
    for match in QQ.finditer(view):
        yield Hit(*match.span(1), f"{match[1][0]}***")


def plates(view: str) -> Iterator[Hit]:
    for match in PLATE.finditer(view):
        if any(character.isdigit() for character in match[3]):
            mask = f"{match[1]}{match[2].upper()}·{'*' * len(match[3])}"
            yield Hit(*match.span(), mask, may_be_public=match[3].endswith("警"))


def names(view: str) -> Iterator[Hit]:
    found: dict[int, Hit] = {}
    for match in CALLED.finditer(view):
        if length := length_of_name(match[1]):
            found[match.start(1)] = name_at(view, match.start(1), length)
    for match in LABELLED.finditer(view):
        if len(match[1]) <= 4 or "·" in match[1]:
            length = 0 if NO_NAME.search(match[1]) else len(match[1])
        else:
            length = length_of_name(match[1])
        if length:
            found[match.start(1)] = name_at(view, match.start(1), length)
    for match in GREETED.finditer(view):
        if length_of_name(match[1]) == len(match[1]):
            found.setdefault(match.start(1), name_at(view, match.start(1), len(match[1])))
    for match in MYSELF.finditer(view):
        length = length_of_name(match[1])
        if length and match[1][0] not in AMBIGUOUS and match[1][-1] not in NO_PERSON:
            found.setdefault(match.start(1), name_at(view, match.start(1), length))
    for start in sorted(found):
        yield found[start]


def name_at(view: str, start: int, length: int) -> Hit:
    return Hit(start, start + length, view[start] + "*" * (length - 1))


def length_of_name(words: str) -> int:
    """Return how many characters at the beginning of `words` are a surname and a given name; 0 for none."""
    surname = 2 if words[:2] in TWO_SURNAMES else 1
    if surname == 1 and words[0] not in SURNAMES:
        return 0
    given = 0
    for character in words[surname : surname + 2]:
        if character in NAME_ENDS:
            break
        given += 1
    if not given or NO_NAME.search(words[: surname + given]):
        return 0
    if words[0] in AMBIGUOUS and surname + given < len(words):
        return 0
    return surname + given
