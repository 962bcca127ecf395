# The two commands for Windows:
#
#   powershell -ExecutionPolicy Bypass -File scripts\windows.ps1 demo
#   powershell -ExecutionPolicy Bypass -File scripts\windows.ps1 test
#
# Both make .venv with the locked packages first. This file is plain ASCII: Windows PowerShell
# reads it in the code page of the machine.
param(
    [Parameter(Mandatory = $true)]
    [ValidateSet("demo", "test")]
    [string]$Command
)

$ErrorActionPreference = "Stop"
Set-Location -Path (Join-Path $PSScriptRoot "..")
$env:PYTHONUTF8 = "1"
$python = ".venv\Scripts\python.exe"

function Invoke-Checked {
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        Write-Host "xladdin: '$Program $Arguments' ended with status $LASTEXITCODE."
        exit $LASTEXITCODE
    }
}

function Install-Packages {
    param([string]$Lock)
    if (-not (Get-Command "py" -ErrorAction SilentlyContinue)) {
        Write-Host "xladdin: Python 3.11 or later is needed: install it from python.org, with 'py'."
        exit 1
    }
    & py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))"
    if ($LASTEXITCODE -ne 0) {
        Write-Host "xladdin: Python 3.11 or later is needed, and 'py -3' starts an older one."
        exit 1
    }

    $stamp = ".venv\ready-$Command.txt"
    $wanted = (Get-FileHash $Lock, "pyproject.toml").Hash -join " "
    if ((Test-Path $stamp) -and ((Get-Content $stamp) -eq $wanted)) {
        return
    }
    Write-Host "xladdin: filling .venv from $Lock"
    if (-not (Test-Path $python)) {
        Invoke-Checked "py" @("-3", "-m", "venv", ".venv")
    }
    $pip = @("-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    Invoke-Checked $python ($pip + @("--require-hashes", "--requirement", $Lock))
    Invoke-Checked $python ($pip + @("--no-deps", "--editable", "."))
    Set-Content -Path $stamp -Value $wanted
}

if ($Command -eq "demo") {
    Install-Packages "requirements.lock"
    Invoke-Checked ".venv\Scripts\xladdin.exe" @("demo")
}
else {
    Install-Packages "requirements-dev.lock"
    Write-Host "xladdin: without the live tests and the static checks: those run on Debian (make test)."
    Invoke-Checked $python @("-m", "pytest", "--numprocesses", "auto", "-m", "not live")
}
