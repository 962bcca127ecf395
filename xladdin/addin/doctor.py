"""`xladdin doctor`: whether all is there that the add-in needs, and what to do where it isn't."""

from collections.abc import Callable
from dataclasses import dataclass

from xladdin.addin import macro_checks, office_checks, python_checks
from xladdin.addin.check import Check, Level
from xladdin.addin.install import status
from xladdin.addin.machine import Machine
from xladdin.errors import XladdinError

ON_WINDOWS: tuple[Callable[[Machine], Check], ...] = (
    office_checks.check_excel,
    office_checks.check_functions_library,
    macro_checks.check_vba,
    macro_checks.check_addins_allowed,
    macro_checks.check_macros,
    macro_checks.check_download_mark,
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All answers of the doctor."""

    checks: tuple[Check, ...]

    @property
    def level(self) -> Level:
        """The gravest answer."""
        return max((check.level for check in self.checks), key=list(Level).index)

    @property
    def exit_status(self) -> int:
        """0, or 1 where something keeps the add-in from working."""
        return int(self.level is Level.FAIL)

    def as_json(self) -> dict[str, object]:
        """The diagnosis for programs, as ``--json`` prints it."""
        return {"status": self.level, "checks": [check.as_json() for check in self.checks]}


def diagnose(machine: Machine, build: Callable[[], bytes]) -> Diagnosis:
    """Look at everything; ``build`` makes the bytes of this version's add-in.

    Where there is no Windows, what concerns Excel is one answer.
    """
    checks = [
        python_checks.check_interpreter(machine),
        python_checks.check_packages(),
        python_checks.check_folders(machine),
        python_checks.check_rule_settings(),
    ]
    if machine.is_windows:
        checks += [check(machine) for check in ON_WINDOWS]
        checks += _check_installation(machine, build)
    else:
        checks.append(
            Check(
                "excel",
                Level.WARN,
                "这台电脑不是 Windows，没有 Excel 加载项可检查",
                "命令行的校验和汇总可以照常使用",
            )
        )
    return Diagnosis(tuple(checks))


def _check_installation(machine: Machine, build: Callable[[], bytes]) -> list[Check]:
    try:
        addin = build()
    except (XladdinError, ImportError) as failure:
        message = f"无法生成本版本的加载项来核对：{failure}"
        unknown = Check("addin", Level.FAIL, message, "请重新安装 xladdin")
        return [unknown, office_checks.check_settings(status(machine, b""))]
    return office_checks.check_installation(status(machine, addin))
