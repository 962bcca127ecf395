"""Which templates' workbooks are good."""

import pytest

from xladdin.domain.submission import WorkbookKind
from xladdin.form import layout
from xladdin.form.version import (
    TemplateIdentity,
    current_identity,
    is_accepted,
    layout_fingerprint,
)

KINDS = (WorkbookKind.UNIT, WorkbookKind.DEPARTMENT)


@pytest.mark.parametrize("kind", KINDS)
def test_todays_template_and_one_that_only_lists_findings_otherwise_are_good(
    kind: WorkbookKind,
) -> None:
    first = TemplateIdentity(kind, "1", layout_fingerprint(kind, "1"))
    assert first.fingerprint != current_identity(kind).fingerprint
    assert is_accepted(current_identity(kind), kind)
    assert is_accepted(first, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_another_form_version_or_kind_is_not_good(
    kind: WorkbookKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = TemplateIdentity(kind, "1", layout_fingerprint(kind, "1"))
    now = current_identity(kind)
    assert not is_accepted(TemplateIdentity(kind, "1", now.fingerprint), kind)
    assert not is_accepted(TemplateIdentity(kind, "0", now.fingerprint), kind)
    assert not is_accepted(now, KINDS[1 - KINDS.index(kind)])
    monkeypatch.setattr(layout, "INDEX_COLUMNS", ())
    monkeypatch.setattr(layout, "MEASURE_COLUMNS", ())
    assert not is_accepted(first, kind)
    assert not is_accepted(now, kind)
