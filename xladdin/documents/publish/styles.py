"""The styles of the document, after GB/T 9704: fonts with their substitutes, sizes, line heights.

All lines have a fixed height and Chinese characters are square in every font, so that a page breaks
at the same place whichever font stands in for one that a computer lacks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from xladdin.documents.publish.wordml import Element, element, root

XIAO_BIAO_SONG, HEI, KAI, FANG_SONG, SONG = (
    "方正小标宋简体",
    "黑体",
    "楷体_GB2312",
    "仿宋_GB2312",
    "宋体",
)
# What Word takes where a font is missing: Windows has had the second name of each since Vista.
SUBSTITUTES = {
    XIAO_BIAO_SONG: "SimSun",
    HEI: "SimHei",
    KAI: "楷体",
    FANG_SONG: "仿宋",
    SONG: "SimSun",
}
_SIZE_2, _SIZE_3, _SIZE_4, _SMALL_4, _SIZE_5 = 44, 32, 28, 24, 21  # 二号 三号 四号 小四 五号
_LINE = 560  # 28 points, so that 22 lines fill a page
# 37, 35, 28 and 26 mm; the page number stands 7 mm below the text.
MARGINS = {
    "top": 2098,
    "right": 1474,
    "bottom": 1984,
    "left": 1588,
    "header": 851,
    "footer": 1247,
    "gutter": 0,
}
TEXT_WIDTH = 11906 - MARGINS["left"] - MARGINS["right"]
TEXT_HEIGHT = 16838 - MARGINS["top"] - MARGINS["bottom"]
TWO_CHARACTERS = 2 * _SIZE_3 * 10
_RULE: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "auto"}
CELL_MARGINS = {"top": 40, "left": 60, "bottom": 40, "right": 60}
TABLE = "TargetTable"
RUN_IN_HEADING = "RunInHeading"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: ``size`` in half-points, everything else in twentieths of a point.

    ``indent`` is that of the first line, ``outline`` the level in the navigation pane from 1.
    """

    id: str
    name: str
    font: str = FANG_SONG
    size: int = _SIZE_3
    line: int = _LINE
    align: str = "both"
    before: int = 0
    after: int = 0
    indent: int = 0
    left: int = 0
    right: int = 0
    outline: int = 0
    follows: str = ""
    keeps_next: bool = False
    starts_page: bool = False
    tabs: tuple[tuple[str, str, int], ...] = field(default=())
    color: str = ""


NORMAL = Look("Normal", "Normal")
BODY = Look("BodyText", "Body Text", indent=TWO_CHARACTERS)
TITLE = Look(
    "Title",
    "Title",
    XIAO_BIAO_SONG,
    _SIZE_2,
    line=800,
    align="center",
    before=4000,
    follows="BodyText",
)
PART = Look(
    "Heading1",
    "heading 1",
    XIAO_BIAO_SONG,
    _SIZE_2,
    line=800,
    align="center",
    before=4000,
    outline=1,
    follows="BodyText",
    starts_page=True,
)
SECTION = Look(
    "Heading2",
    "heading 2",
    HEI,
    indent=TWO_CHARACTERS,
    outline=2,
    follows="BodyText",
    keeps_next=True,
)
SUB_SECTION = Look(
    "Heading3",
    "heading 3",
    KAI,
    indent=TWO_CHARACTERS,
    outline=3,
    follows="BodyText",
    keeps_next=True,
)
TABLE_TITLE = Look(
    "TableTitle",
    "项目表标题",
    HEI,
    align="center",
    after=80,
    outline=2,
    keeps_next=True,
    starts_page=True,
)
UNIT_LINE = Look(
    "UnitLine",
    "表头单位行",
    size=_SMALL_4,
    line=400,
    align="left",
    keeps_next=True,
    tabs=(("right", "none", TEXT_WIDTH),),
)
CELL = Look("TableCell", "表格文字", size=_SIZE_5, line=320, align="left")
CELL_CENTRED = Look("TableCellCentred", "表格居中", size=_SIZE_5, line=320, align="center")
CELL_RIGHT = Look("TableCellRight", "表格金额", size=_SIZE_5, line=320, align="right")
JOINT = Look("TableJoint", "表格衔接", size=2, line=20)
LACKING = Look("Lacking", "缺项标注", HEI, align="center", before=560, color="C00000")
CONTENTS_TITLE = Look(
    "TOCHeading", "TOC Heading", XIAO_BIAO_SONG, _SIZE_2, line=800, align="center", after=240
)
_CONTENTS_TAB = (("right", "dot", TEXT_WIDTH),)
CONTENTS = (
    Look("TOC1", "toc 1", HEI, _SIZE_4, align="left", tabs=_CONTENTS_TAB),
    Look("TOC2", "toc 2", size=_SIZE_4, align="left", left=280, tabs=_CONTENTS_TAB),
)
FOOTER = Look("Footer", "footer", SONG, _SIZE_4, line=360, align="center")
LOOKS = (
    *(NORMAL, BODY, TITLE, PART, SECTION, SUB_SECTION, TABLE_TITLE, UNIT_LINE),
    *(CELL, CELL_CENTRED, CELL_RIGHT, JOINT, LACKING, CONTENTS_TITLE, *CONTENTS, FOOTER),
)


def styles_part() -> Element:
    """word/styles.xml."""
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element(
                "rPr",
                _fonts(FANG_SONG),
                element("kern", val=2),
                *_sizes(_SIZE_3),
                element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
            ),
        ),
        element("pPrDefault"),
    )
    return root(
        "styles",
        defaults,
        *(_paragraph_style(look) for look in LOOKS),
        element(
            "style",
            element("name", val="Default Paragraph Font"),
            element("uiPriority", val=1),
            element("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        element(
            "style",
            element("name", val="段首标题"),
            element("basedOn", val="DefaultParagraphFont"),
            element("qFormat"),
            element("rPr", _fonts(KAI)),
            type="character",
            customStyle=1,
            styleId=RUN_IN_HEADING,
        ),
        *_table_styles(),
        element(
            "style",
            element("name", val="No List"),
            element("uiPriority", val=99),
            element("semiHidden"),
            type="numbering",
            default=1,
            styleId="NoList",
        ),
    )


def font_table_part() -> Element:
    """word/fontTable.xml: each font with the name of its substitute."""
    return root(
        "fonts",
        *(
            element(
                "font",
                element("altName", val=substitute),
                element("charset", val=86),
                element("family", val="auto" if font == XIAO_BIAO_SONG else "modern"),
                element("pitch", val="default" if font == XIAO_BIAO_SONG else "fixed"),
                name=font,
            )
            for font, substitute in SUBSTITUTES.items()
        ),
    )


def _paragraph_style(look: Look) -> Element:
    is_default, is_built_in = look is NORMAL, look.name.isascii()
    attributes = {"type": "paragraph"}
    if is_default:
        attributes["default"] = "1"
    if not is_built_in:
        attributes["customStyle"] = "1"
    made = element("style", element("name", val=look.name), **attributes, styleId=look.id)
    if not is_default:
        made.append(element("basedOn", val=NORMAL.id))
    if look.follows:
        made.append(element("next", val=look.follows))
    if look in CONTENTS:
        made.append(element("uiPriority", val=39))
    if look not in CONTENTS and look is not FOOTER:
        made.append(element("qFormat"))
    made.append(element("pPr", *_paragraph_properties(look)))
    color = [element("color", val=look.color)] if look.color else []
    made.append(element("rPr", _fonts(look.font), *color, *_sizes(look.size)))
    return made


def _paragraph_properties(look: Look) -> Iterator[Element]:
    """In the order that the format prescribes."""
    if look.keeps_next:
        yield element("keepNext")
    if look.starts_page:
        yield element("pageBreakBefore")
    yield element("widowControl", val=0)
    if look.tabs:
        stops = (element("tab", val=kind, leader=dots, pos=at) for kind, dots, at in look.tabs)
        yield element("tabs", *stops)
    # Word's default. LibreOffice, unless it is said, loses a comma that hangs over the margin.
    yield element("overflowPunct", val=1)
    yield element("spacing", before=look.before, after=look.after, line=look.line, lineRule="exact")
    yield element("ind", **_indents(look))
    yield element("jc", val=look.align)
    if look.outline:
        yield element("outlineLvl", val=look.outline - 1)


def _indents(look: Look) -> dict[str, int]:
    indents = {"left": look.left, "right": look.right}
    if look.indent:  # in characters for Word, which then follows the size of the font
        indents |= {"firstLineChars": 200, "firstLine": look.indent}
    return indents


def _table_styles() -> Iterator[Element]:
    yield element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("tblPr", element("tblInd", w=0, type="dxa"), _cell_margins(0)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield element(
        "style",
        element("name", val="绩效目标表"),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element(
            "tblPr",
            element("tblBorders", *(element(side, **_RULE) for side in sides)),
            _cell_margins(1),
        ),
        element("tcPr", element("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=TABLE,
    )


def _cell_margins(factor: int) -> Element:
    return element(
        "tblCellMar",
        *(element(side, w=factor * width, type="dxa") for side, width in CELL_MARGINS.items()),
    )


def _fonts(font: str) -> Element:
    """For Chinese and for Latin letters and digits: quotation marks must be Chinese, too."""
    return element("rFonts", hint="eastAsia", ascii=font, eastAsia=font, hAnsi=font, cs=font)


def _sizes(half_points: int) -> tuple[Element, Element]:
    return element("sz", val=half_points), element("szCs", val=half_points)
