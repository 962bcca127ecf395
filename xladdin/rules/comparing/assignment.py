"""Which of several goes with which: pairs, each thing in one, that are together most alike."""

from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]
_MOST_ASSIGNED = 100  # things of a side that are weighed against each other all at once


def best_pairs(scores: Mapping[Pair, float]) -> list[Pair]:
    """The pairs whose scores add up to the most; each number is in one at most, on its side.

    ``scores`` names the possible pairs, with scores above 0. The best pairs first, one after the
    other, where more hang together than can be weighed in reasonable time.
    """
    found: list[Pair] = []
    for group in _groups(scores):
        old = sorted({pair[0] for pair in group})
        new = sorted({pair[1] for pair in group})
        if max(len(old), len(new)) > _MOST_ASSIGNED:
            found += _one_after_the_other(group, scores)
        elif len(group) == 1:
            found += group
        else:
            found += _assigned(old, new, scores)
    return sorted(found)


def _groups(scores: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """The pairs in groups that have no number in common with each other."""
    of_old: dict[int, list[Pair]] = {}
    of_new: dict[int, list[Pair]] = {}
    for pair in scores:
        of_old.setdefault(pair[0], []).append(pair)
        of_new.setdefault(pair[1], []).append(pair)
    left = set(of_old)
    while left:
        waiting = [min(left)]
        left.discard(waiting[0])
        group: list[Pair] = []
        while waiting:
            own = of_old[waiting.pop()]
            group += own
            near = {other for _, new in own for other, _ in of_new[new]} & left
            left -= near
            waiting += near
        yield group


def _one_after_the_other(group: Sequence[Pair], scores: Mapping[Pair, float]) -> Iterator[Pair]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for pair in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if pair[0] not in taken_old and pair[1] not in taken_new:
            taken_old.add(pair[0])
            taken_new.add(pair[1])
            yield pair


def _assigned(
    old: Sequence[int], new: Sequence[int], scores: Mapping[Pair, float]
) -> Iterator[Pair]:
    is_turned = len(old) > len(new)
    rows, columns = (new, old) if is_turned else (old, new)
    costs = [
        [-scores.get((column, row) if is_turned else (row, column), 0.0) for column in columns]
        for row in rows
    ]
    for column, row in enumerate(_cheapest(costs)):
        pair = (columns[column], rows[row]) if is_turned else (rows[row], columns[column])
        if row >= 0 and pair in scores:
            yield pair


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The row of each column, all different, at the least cost; -1 for a column without one.

    The Hungarian method with potentials, for no more rows than columns. Row and column 0 stand for
    none: rows come in one by one at column 0 and push others aside along the cheapest path.
    """
    height, width = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of, came_from = [0] * (width + 1), [0] * (width + 1)
    for newcomer in range(1, height + 1):
        row_of[0], column = newcomer, 0
        least, seen = [float("inf")] * (width + 1), [False] * (width + 1)
        while row_of[column]:
            seen[column] = True
            row, step, nearest = row_of[column], float("inf"), 0
            for other in range(1, width + 1):
                if seen[other]:
                    continue
                cost = costs[row - 1][other - 1] - of_row[row] - of_column[other]
                if cost < least[other]:
                    least[other], came_from[other] = cost, column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(width + 1):
                if seen[other]:
                    of_row[row_of[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [row - 1 for row in row_of[1:]]
