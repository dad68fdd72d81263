"""The rule for names of people. A name is looked for only where words say that one follows, or greet somebody."""

import re
from collections.abc import Iterator

import rjieba

from .find import Hit

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
NO_NAME = re.compile(
    "先生|女士|小姐|师傅|老师|医生|阿姨|主任|经理|警官|同志|某|大爷|大妈|大姐|大哥|大叔|大伯|阿婆|阿伯"
)
NAME_ENDS = set("的是在住今家我和想要来有从到去于男女也就已因为了与及系现反咨投电联身年岁你您他她这那请问希")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Who somebody is to the writer, or in the place: 老公张伟, 业主李大明反映. Who holds an office may be named in public.
RELATED = (
    "儿子|女儿|孩子|小孩|孙子|孙女|外孙|侄子|侄女|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|老公|老婆|丈夫|妻子|爱人|"
    "哥哥?|姐姐?|弟弟?|妹妹?|女婿|媳妇|叔叔?|伯伯|舅舅?|姑姑|亲戚"
)
CALLED = re.compile(
    rf"(?:我叫|(?:{RELATED})(?:名字?)?叫|我名叫|我的名字[叫是:]|本人叫|本名叫?|姓名[是为]?)[:， ]*([{HAN}]{{2,5}})"
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
LIVING = (
    "业主|住户|租户|租客|房东|房主|邻居|村民|居民|户主|车主|机主|同学|学生|患者|病人|伤者|死者|乘客|顾客|家长|老人|"
    "朋友|同事|舍友|室友|工友|员工|职工|老板|店主|司机|师傅|保安|护士"
)
IN_OFFICE = (
    "书记|主任|局长|科长|所长|镇长|村长|区长|县长|市长|校长|院长|站长|队长|组长|经理|"
    "民警|警官|医生|老师(?!傅)|教师|法官"
)
FOLLOWED = re.compile(rf"(?:{RELATED}|{LIVING}|({IN_OFFICE}))(?:名叫|叫做?|是)?(?=([{HAN}]{{2,8}}))")
# Parts of speech that a given name is made of. 业主曾反映: the second is a verb, so 曾 is no surname.
GIVEN = ("n", "a", "b", "g", "i", "j", "x", "z")
# 我是龙川人, 我是江东新区居民: where from and what, not who.
NO_PERSON = set("人县镇村区市路户民生员工师商")


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
    for match in FOLLOWED.finditer(view):
        if length := length_of_following_name(match[2]):
            hit = name_at(view, match.start(2), length, may_be_public=match[1] is not None)
            found.setdefault(hit.start, hit)
    yield from apart(found)


def apart(found: dict[int, Hit]) -> Iterator[Hit]:
    """Yield hits in order, and of two that overlap the first."""
    end = 0
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].end


def name_at(view: str, start: int, length: int, *, may_be_public: bool = False) -> Hit:
    return Hit(start, start + length, view[start] + "*" * (length - 1), may_be_public)


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


def length_of_following_name(words: str) -> int:
    """Return how many characters at the beginning of `words` are a name that nothing announces; 0 for none.

    A surname begins many a word (高烧, 应该, 江东), so the dictionary is asked: what it knows is no name.
    """
    surname = 2 if words[:2] in TWO_SURNAMES else 1
    if (surname == 1 and words[0] not in SURNAMES) or NO_NAME.search(words[:4]):
        return 0
    (first, kind), *others = rjieba.tag(words)
    length = len(first)
    if length == surname:
        length += length_of_given(others)
    elif rjieba.has_word(first) and not (length > 2 and kind == "nr"):
        return 0
    if not surname < length <= surname + 2 or words[length : length + 1] in NO_PERSON:
        return 0
    return 0 if words[0] in AMBIGUOUS and kind != "nr" else length


def length_of_given(parts: list[tuple[str, str]]) -> int:
    """Return the length of the given name that follows a surname: one word, or two characters."""
    (given, kind), *others = parts or [("", "")]
    if not kind.startswith(GIVEN) or given[0] in NAME_ENDS or len(given) > 2:
        return 0
    if len(given) == 1 and others and len(others[0][0]) == 1 and others[0][1].startswith(GIVEN):
        return 2
    return len(given)
