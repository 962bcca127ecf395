"""The doctor's look at what Office's settings and the organisation's policies say about macros.

Names of keys and values are those of Microsoft's administrative templates for Office. What a
policy sets goes before what the user set in 信任中心 (Trust Center).
"""

from dataclasses import dataclass

from xladdin.addin.check import Check, Level
from xladdin.addin.install import TRUST_CENTER
from xladdin.addin.machine import Machine
from xladdin.addin.office import excel_version
from xladdin.addin.places import addin_path

_POLICIES = (
    r"HKCU\Software\Policies\Microsoft\Office",
    r"HKLM\Software\Policies\Microsoft\Office",
    r"HKCU\Software\Policies\Microsoft\Cloud\Office",
)
_OWN = (r"HKCU\Software\Microsoft\Office", r"HKLM\Software\Microsoft\Office")
_ASK_ADMINISTRATOR = "这是单位的组策略，请联系信息管理员"
_CHANGE_IT = f"请在 Excel 的“{TRUST_CENTER}”中修改"


@dataclass(frozen=True, slots=True)
class MacroSetting:
    """A value and whether it is a policy; ``value`` is None where nobody set it."""

    value: str | int | None
    is_policy: bool

    @property
    def next_step(self) -> str:
        """Who can change it, and where."""
        return _ASK_ADMINISTRATOR if self.is_policy else _CHANGE_IT


def macro_setting(machine: Machine, key: str, name: str) -> MacroSetting:
    r"""The setting in force, for a key below Office's version such as ``Excel\Security``."""
    version = excel_version(machine)
    for roots, is_policy in ((_POLICIES, True), (_OWN, False)):
        for root in roots:
            value = machine.registry(rf"{root}\{version}\{key}", name)
            if value is not None:
                return MacroSetting(value, is_policy)
    return MacroSetting(None, is_policy=False)


def check_vba(machine: Machine) -> Check:
    """VBA itself may be switched off for all of Office."""
    setting = macro_setting(machine, "Common", "VBAOFF")
    if setting.value == 1:
        return Check("vba", Level.FAIL, "Office 的 VBA 已停用，加载项不能运行", _ASK_ADMINISTRATOR)
    return Check("vba", Level.OK, "Office 的 VBA 没有停用")


_ADDIN_HINDRANCES = (
    (r"Common\Security", "RequireAlwaysOnMacroSig", "随 Excel 启动的宏必须有受信任的签名"),
    (r"Excel\Security", "RequireAddinSig", "加载项必须有受信任发布者的签名"),
    (r"Excel\Security", "DisableAllAddins", "所有加载项均已禁用"),
)


def check_addins_allowed(machine: Machine) -> Check:
    """Add-ins may be disabled, or may have to be signed, which xladdin's is not."""
    for key, name, meaning in _ADDIN_HINDRANCES:
        setting = macro_setting(machine, key, name)
        if setting.value == 1:
            return Check("addins", Level.FAIL, f"Excel 设置为：{meaning}", setting.next_step)
    return Check("addins", Level.OK, "Excel 没有禁用未签名的加载项")


def check_macros(machine: Machine) -> Check:
    """Whether the start folder is a trusted location, where macros run whatever is set for them.

    Excel counts its start folder among the trusted locations as long as none of two policies
    says otherwise.
    """
    locations = (
        (r"Excel\Security\Trusted Locations", "AllLocationsDisabled", 1),
        (r"Common\Security\Trusted Locations", "Allow User Locations", 0),
    )
    for key, name, forbidding in locations:
        setting = macro_setting(machine, key, name)
        if setting.value == forbidding:
            return _macros_outside_trusted_locations(machine, setting)
    return Check("macros", Level.OK, "Excel 的启动文件夹属于受信任位置，其中的宏可以运行")


def _macros_outside_trusted_locations(machine: Machine, locations: MacroSetting) -> Check:
    macros = macro_setting(machine, r"Excel\Security", "VBAWarnings")
    why = "启动文件夹不再是受信任位置"
    if macros.value in {3, 4}:
        message = f"{why}，而且未签名的宏被禁用，加载项不能运行"
        return Check("macros", Level.FAIL, message, macros.next_step)
    if macros.value == 1:
        return Check("macros", Level.OK, f"{why}，但 Excel 启用所有宏")
    message = f"{why}，Excel 每次启动会询问是否启用宏"
    step = f"询问时请选“启用宏”；如要恢复受信任位置：{locations.next_step}"
    return Check("macros", Level.WARN, message, step)


def check_download_mark(machine: Machine) -> Check:
    """A file that Windows takes for one from the internet may have its macros blocked."""
    path = addin_path(machine)
    if not machine.is_marked_as_downloaded(path):
        return Check("download_mark", Level.OK, "加载项文件没有“来自互联网”的标记")
    policy = macro_setting(machine, r"Excel\Security", "BlockContentExecutionFromInternet")
    return Check(
        "download_mark",
        Level.FAIL if policy.value == 1 else Level.WARN,
        f"Windows 把 {path} 标记为来自互联网，其中的宏可能被阻止",
        "请右键单击该文件，打开“属性”，勾选“解除锁定”；或重新运行 xladdin addin install",
    )
