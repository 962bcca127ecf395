"""What becomes of a document's text that is no field's content."""

from typing import Final

FORM_WORDS: Final = "格式文字"
"""What labels, headings, titles and other words of the form itself are placed as."""

PAGE_NUMBER: Final = "页码"
CONTENTS_LINE: Final = "目录"
PAGE_HEADER: Final = "页眉"
PAGE_FOOTER: Final = "页脚"
REPEATED_HEADING: Final = "换页后重复的表头"
SUMMARY_TABLE: Final = "汇总表，各数由项目得出"
PROGRAM_SHEET: Final = "程序用的工作表"

NO_FIELD: Final = "没有对应的栏目"
ANOTHER_TITLE: Final = "标题与项目名称不一致"
ANOTHER_UNIT_NAME: Final = "同一单位编码的单位名称不一致，采用第一个"

EXPECTED: Final = frozenset(
    {
        PAGE_NUMBER,
        CONTENTS_LINE,
        PAGE_HEADER,
        PAGE_FOOTER,
        REPEATED_HEADING,
        SUMMARY_TABLE,
        PROGRAM_SHEET,
    }
)
"""Reasons that every document has; whatever else is left over, a person should look at."""
