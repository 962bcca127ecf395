"""docs/rules.md, from the registry of rules and the judged findings on the real sample.

`.venv/bin/python scripts/make_rules_doc.py` writes it; a test tells when that is due.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.golden.sample_findings import (  # noqa: E402 - through ROOT
    RIGHT,
    JudgedFinding,
    precision,
    read_judged,
)
from xladdin.domain.finding import Severity  # noqa: E402
from xladdin.rules.engine import AnyRule, all_rules  # noqa: E402
from xladdin.rules.registry import Certainty, Level  # noqa: E402
from xladdin.rules.thresholds import Thresholds, thresholds  # noqa: E402
from xladdin.rules.words import word_lists  # noqa: E402

RULES_PAGE = ROOT / "docs" / "rules.md"
LEVELS = {
    Level.CELL: "单元格（C）",
    Level.ROW: "指标行（R）",
    Level.SHEET: "项目表（S）",
    Level.WORKBOOK: "工作簿（W）",
    Level.DEPARTMENT: "部门（D）",
}
INTRODUCTION = """# 校验规则

<!-- 由 scripts/make_rules_doc.py 生成：规则的说明在代码里，请不要直接修改本页 -->

共 {count} 条规则。**错误**必须改正，不改不能报送；**警告**确实无误的，在“校验结果”的“审核说明”
一栏写明理由后可以通过；**提示**仅供参考。标“疑似”的规则靠文字推断，可能看错，问题里都写明“疑似”。

* 一个单元格只显示一条最重的问题，改正后再校验，会显示其余的。
* 每条规则都可以在校验设置工作簿里关闭、改级别，参数和词表也可以改，见 [校验设置](settings.md)。
* 引用的文件只写文号，不写条款号。
"""
QUALITY = """## 在真实公开样例上的结果

样例是已公开的 13 个项目、121 条指标。每一条问题都由人逐条看过，
记在 `tests/golden/sample_findings.csv`。

| 级别 | 问题数 | 判断正确 | 准确率 |
|---|---:|---:|---:|
{lines}

各规则发现的问题（正确/全部）：{by_rule}。其余规则在样例上没有发现问题。
"""


def rules_page() -> str:
    """The page as it should be now."""
    rules, judged = all_rules(), read_judged()
    parts = [INTRODUCTION.format(count=len(rules)), _quality(judged)]
    for level, name in LEVELS.items():
        of_level = [rule for rule in rules if rule.level is level]
        parts += [f"## {name}\n", *map(_rule, of_level)]
    return "\n".join(parts)


def _quality(judged: Sequence[JudgedFinding]) -> str:
    lines = []
    for severity in Severity:
        right, every = precision(judged, severity)
        share = f"{right / every:.1%}" if every else "—"
        lines.append(f"| {severity.label} | {every} | {right} | {share} |")
    found = Counter(line.rule for line in judged)
    right_ones = Counter(line.rule for line in judged if line.judgement == RIGHT)
    by_rule = "，".join(f"{rule} {right_ones[rule]}/{count}" for rule, count in found.items())
    return QUALITY.format(lines="\n".join(lines), by_rule=by_rule)


def _rule(rule: AnyRule) -> str:
    told = rule.documentation
    doubt = "，疑似" if rule.certainty is Certainty.HEURISTIC else ""
    lines = [f"### {rule.id} {rule.title}（{rule.severity.label}{doubt}）\n", f"{told.what}\n"]
    if told.why:
        lines.append(f"{told.why}\n")
    lines += [f"* {line}" for line in _settings_of(rule)]
    lines.append(f"* 来源：{told.source}\n")
    return "\n".join(lines)


def _settings_of(rule: AnyRule) -> Iterator[str]:
    defaults = Thresholds()
    numbers = [
        f"{about.label} {getattr(defaults, name)}{about.unit}"
        for name, about in thresholds().items()
        if about.rule == rule.id
    ]
    if numbers:
        yield f"可调参数：{'；'.join(numbers)}"
    lists = [about.label for about in word_lists().values() if rule.id in about.rules]
    if lists:
        yield f"词表：{'、'.join(lists)}"
    if rule.hides:
        yield f"同一单元格上已有本规则的问题时，不再显示 {'、'.join(sorted(rule.hides))}"


def main() -> None:
    """Write the page."""
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")
    print(RULES_PAGE)


if __name__ == "__main__":
    main()
