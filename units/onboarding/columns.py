"""The columns of the spreadsheet: what they are called, and how their cells are cleaned. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.plain_text import tidy
from portal.core.tables import unguarded
from units.enums import UnitKind


@dataclass(frozen=True)
class Column:
    """One column. The first heading is its name in messages and in the template file."""

    field: str
    heading: str
    also: tuple[str, ...]
    meaning: str | Promise
    is_required: bool = True


ADDRESSES = _("E-mail addresses, several with a comma between them. People who are new get an invitation.")
COLUMNS = [
    Column(
        "code",
        "代码",
        ("code", "unit code", "单位代码"),
        _("Short and never changed: the unit's address is made of it. Latin letters, digits, hyphens: GAJ."),
    ),
    Column(
        "title",
        "账号名称",
        ("account name", "account", "name", "账号"),
        _("The name people mention with @, without spaces or signs: 平安河源."),
    ),
    Column(
        "official_name",
        "单位全称",
        ("official name", "full name", "单位名称"),
        _("As on its seal: 河源市公安局."),
    ),
    Column(
        "kind",
        "账号类型",
        ("account kind", "account type", "kind", "type", "类型"),
        _("机构, or 个人 for a person."),
    ),
    Column(
        "parent",
        "上级账号",
        ("parent account", "parent", "parent unit", "上级"),
        _("For a sub-unit, the code or account name of the unit above it. Otherwise empty."),
    ),
    Column(
        "mark",
        "头像字",
        ("mark", "avatar character", "avatar mark"),
        _("One character, shown until the unit has a picture: 警."),
    ),
    Column(
        "note",
        "备注",
        ("note", "notes", "remark", "remarks"),
        _("Whatever helps you. The one unit that leads the hall is marked 主账号."),
        is_required=False,
    ),
    Column("editors", "编辑邮箱", ("editor e-mail", "editor email", "editor emails", "editors"), ADDRESSES),
    Column(
        "reviewers",
        "审核邮箱",
        ("reviewer e-mail", "reviewer email", "reviewer emails", "reviewers"),
        ADDRESSES,
    ),
    Column(
        "liaisons", "联络邮箱", ("liaison e-mail", "liaison email", "liaison emails", "liaisons"), ADDRESSES
    ),
]
HEADING = {column.field: column.heading for column in COLUMNS}

KINDS = {
    "机构": UnitKind.INSTITUTION,
    "单位": UnitKind.INSTITUTION,
    "institution": UnitKind.INSTITUTION,
    "个人": UnitKind.PERSON,
    "person": UnitKind.PERSON,
    "personal": UnitKind.PERSON,
}
HEAD_WORDS = ("主账号", "head account")

HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
FULL_WIDTH_WORDS = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")
BETWEEN_ADDRESSES = re.compile(r"[\s,;、|/]+")
# As mail programs write a person: 李刚 <li@heyuan.example>.
NAMED_ADDRESS = re.compile(r"""(?:"[^"]*"|[^<>,;、|/"])*<([^<>]*)>""")
AROUND_ADDRESS = "<>()[]\"'“”‘’。"


def fold(text: str) -> str:
    """Make full-width characters narrow and drop what the eye cannot see. For codes, headings and addresses."""
    return " ".join(unicodedata.normalize("NFKC", tidy(text)).split())


def name(text: str) -> str:
    """Clean a name. Chinese punctuation stays as it is, letters and digits become narrow, 河 源 becomes 河源."""
    narrow = FULL_WIDTH_WORDS.sub(
        lambda match: unicodedata.normalize("NFKC", match[0]), tidy(unguarded(text))
    )
    return BETWEEN_HAN.sub("", " ".join(narrow.split()))


def code(text: str) -> str:
    return fold(text).translate(HYPHENS).upper()


def addresses(text: str) -> tuple[str, ...]:
    """Split a cell into e-mail addresses, in order, each once."""
    bare = fold(text)
    if "<" in bare:
        bare = NAMED_ADDRESS.sub(r" \1 ", bare)
    found = (part.strip(AROUND_ADDRESS).lower() for part in BETWEEN_ADDRESSES.split(bare))
    return tuple(dict.fromkeys(part.removeprefix("mailto:") for part in found if part))


def heading_key(text: str) -> str:
    """Return what two spellings of one heading have in common: `Editor E-Mails` and `editor_email`."""
    return re.sub(r"[\s_\-*:()]+", "", fold(text).lower()).removesuffix("s")


FIELD_OF = {heading_key(word): column.field for column in COLUMNS for word in (column.heading, *column.also)}
