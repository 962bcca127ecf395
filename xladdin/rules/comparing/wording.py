"""What a comparison found, in words."""

from collections import Counter
from collections.abc import Iterator

from xladdin.domain.text import quoted
from xladdin.rules.comparing.changes import Change, Kind, Said
from xladdin.rules.comparing.results import (
    Basis,
    ComparedProject,
    ComparedStatement,
    Comparison,
    State,
)
from xladdin.rules.wording import listed

_BLANK = "空白"
_DOUBTFUL = {
    Basis.NAME: "项目编码不同，按名称对应",
    Basis.NAME_OF_ANOTHER_YEAR: "按名称对应（年度不同）",
    Basis.LIKENESS: "编码、名称都不同，按名称和指标相似对应",
}


def counts_label(comparison: Comparison) -> str:
    """How many projects came, went and changed."""
    counts = [(state.value, comparison.count(state)) for state in State]
    changed = [f"{word} {count} 个" for word, count in counts[:-1]]
    kept = f"未变 {counts[-1][1]} 个"
    if not comparison.has_changes:
        return f"没有变化，项目{kept}"
    return f"项目{'，'.join([*changed, kept])}"


def untold_label(comparison: Comparison) -> str:
    """What could not be compared; "" where all was."""
    parts = comparison.untold
    return f"汇总表中没有{listed(part.value for part in parts)}，未对比" if parts else ""


def remark(project: ComparedProject) -> str:
    """What else is to be said of a project that changed."""
    return "；".join(_remarks(project))


def _remarks(project: ComparedProject) -> Iterator[str]:
    if project.old is None or project.new is None:
        return
    if project.is_renamed:
        yield f"原名称{quoted(project.old.project_name.text)}"
    if project.basis in _DOUBTFUL:
        yield _DOUBTFUL[project.basis]
    if project.from_unit:
        yield f"由单位 {project.from_unit} 转来"
    kinds = [change.kind for change in project.changes]
    if cells := kinds.count(Kind.CHANGED):
        yield f"改动 {cells} 处"
    lines = Counter((c.kind, c.label) for c in project.changes if c.kind is not Kind.CHANGED)
    for (kind, label), count in lines.items():
        yield f"{kind.value}{label} {count} 条"
    if project.moved:
        yield f"移动 {project.moved} 行指标"


def sender_remark(sender: ComparedStatement) -> str:
    """What became of a sender, in a few words."""
    if sender.old is None:
        return "新增，原来没有"
    if sender.new is None:
        return "现在没有"
    if sender.is_unchanged_copy:
        return "内容相同，一处没有改动"
    count = sum(1 for _ in sender.all_changes())
    parts = [f"改动 {count} 处" if count else "没有改动", *order_remarks(sender)]
    return "，".join(parts)


def order_remarks(sender: ComparedStatement) -> list[str]:
    """What only stands elsewhere."""
    counts = ((sender.moved, "张项目表"), (sender.moved_rows, "行指标"))
    return [f"移动 {count} {what}" for count, what in counts if count]


def told(change: Change) -> str:
    """A change in one line, with its place; long texts are cut."""
    origin = change.at.origin
    place = f"{origin.sheet}!{origin.cell}"
    if change.kind is Kind.CHANGED:
        before, after = (_text(side) for side in (change.old, change.new))
        return f"{place} {change.label} {before} → {after}"
    name = quoted(change.line or change.at.text)
    if change.kind is Kind.ADDED:
        return f"{place} 新增{change.label}{name}"
    return f"删去{change.label}{name}（原 {place}）"


def _text(side: Said | None) -> str:
    return quoted(side.text) if side is not None and side.text.strip() else _BLANK
