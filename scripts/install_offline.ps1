# Installs xladdin for the current user from this folder: no internet, no administrator rights.
#
#   install.cmd      install, or put this version in the place of an earlier one
#   uninstall.cmd    remove; workbooks, logs and settings of the user's own stay
#
# Written for Windows PowerShell 5.1. The byte order mark at the start of this file must stay:
# without it, Windows reads the Chinese in the code page of the machine. Chinese double quotation
# marks would end a string here: corner brackets are used instead.
param([switch]$Uninstall)

$ErrorActionPreference = "Stop"
$bundle = $PSScriptRoot
$target = Join-Path $env:LOCALAPPDATA "xladdin"
$pythonFolder = Join-Path $target "python"
$previousFolder = Join-Path $target "python-previous"
$xladdin = Join-Path $pythonFolder "Scripts\xladdin.exe"

function Invoke-Checked {
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "「$Program $Arguments」没有成功（退出码 $LASTEXITCODE）。原因见上面的提示。"
    }
}

function Assert-ExcelClosed {
    $session = (Get-Process -Id $PID).SessionId # a server has other people's Excel, too
    if (Get-Process -Name "EXCEL" -ErrorAction SilentlyContinue | Where-Object SessionId -eq $session) {
        throw "Excel 正在运行。请保存并关闭所有 Excel 窗口，再运行一次。"
    }
}

# --- the files of the bundle and their checksums -------------------------------------------------

function Get-Checksum {
    param([string]$List)
    foreach ($line in Get-Content -LiteralPath (Join-Path $bundle $List)) {
        $sum, $name = $line -split "  ", 2
        @{ Name = $name; Sum = $sum; File = Join-Path $bundle $name }
    }
}

function Test-Checksum {
    param($Checksum)
    (Get-FileHash -LiteralPath $Checksum.File -Algorithm SHA256).Hash -eq $Checksum.Sum
}

function Assert-BundleWhole {
    Write-Host "核对文件……"
    foreach ($checksum in Get-Checksum "SHA256SUMS") {
        if (-not (Test-Path -LiteralPath $checksum.File)) {
            throw "缺少文件 $($checksum.Name)。请重新复制整个安装文件夹。"
        }
        if (-not (Test-Checksum $checksum)) {
            throw "文件 $($checksum.Name) 与发布时不同。请重新复制整个安装文件夹。"
        }
    }
}

function Find-PythonFile {
    $known = @(Get-Checksum "PYTHON.sha256")
    foreach ($checksum in $known) {
        if (Test-Path -LiteralPath $checksum.File) {
            if (-not (Test-Checksum $checksum)) {
                throw "$($checksum.Name) 与 Python 官方发布的文件不同，没有使用。请重新下载。"
            }
            return $checksum.File
        }
    }
    $version = $known[0].Name -replace "^python-([0-9.]+)-.*$", '$1'
    throw @"
缺少 Python 的安装文件。请把下面任意一个文件放到 $bundle，再运行一次：
    $($known[0].Name)    （推荐：解压即用，不写入系统）
    $($known[1].Name)    （官方安装程序）
在能上网的电脑上从这里下载：https://www.python.org/ftp/python/$version/
"@
}

# --- Python and the packages ---------------------------------------------------------------------

function Expand-EmbeddablePython {
    param([string]$File)
    Expand-Archive -LiteralPath $File -DestinationPath $pythonFolder
    # without `import site`, the embeddable Python finds no installed package
    $paths = (Get-ChildItem -LiteralPath $pythonFolder -Filter "python*._pth").FullName
    $lines = (Get-Content -LiteralPath $paths) -replace "^#\s*import site", "import site"
    Set-Content -LiteralPath $paths -Value $lines -Encoding Ascii
    $script:python = Join-Path $pythonFolder "python.exe"
}

function Install-OfficialPython {
    param([string]$File)
    Write-Host "运行 Python 官方安装程序（仅当前用户）……"
    $options = "/quiet", "InstallAllUsers=0", "PrependPath=0", "AssociateFiles=0", "Shortcuts=0",
        "Include_launcher=0", "Include_doc=0", "Include_test=0", "Include_tcltk=0"
    $installer = Start-Process -FilePath $File -ArgumentList $options -Wait -PassThru
    if ($installer.ExitCode -ne 0) {
        throw "Python 安装程序没有成功（退出码 $($installer.ExitCode)）。"
    }
    $minor = (Split-Path -Leaf $File) -replace "^python-([0-9]+\.[0-9]+)\..*$", '$1'
    $key = "HKCU:\Software\Python\PythonCore\$minor\InstallPath"
    $installed = (Get-ItemProperty -LiteralPath $key).ExecutablePath
    Invoke-Checked $installed @("-m", "venv", "--without-pip", $pythonFolder)
    $script:python = Join-Path $pythonFolder "Scripts\python.exe"
}

function Install-Package {
    Write-Host "安装程序包……"
    $wheels = Join-Path $bundle "wheels"
    $pip = (Get-ChildItem -LiteralPath $wheels -Filter "pip-*.whl").FullName + "/pip"
    Invoke-Checked $python @(
        $pip, "--isolated", "--quiet", "--disable-pip-version-check", "install", "--no-index",
        "--find-links", $wheels, "--only-binary", ":all:", "--require-hashes",
        "--no-warn-script-location", "--requirement", (Join-Path $bundle "requirements.txt"))
}

# --- what a person asks for ----------------------------------------------------------------------

function Install-Xladdin {
    if ($env:PROCESSOR_ARCHITECTURE -eq "x86" -and -not $env:PROCESSOR_ARCHITEW6432) {
        throw "本安装包用于 64 位 Windows，这台电脑是 32 位的。"
    }
    Assert-BundleWhole
    $file = Find-PythonFile
    Assert-ExcelClosed
    Write-Host "安装到 $pythonFolder ……"
    New-Item -ItemType Directory -Path $target -Force | Out-Null
    if (Test-Path -LiteralPath $previousFolder) {
        Remove-Item -LiteralPath $previousFolder -Recurse -Force
    }
    if (Test-Path -LiteralPath $pythonFolder) {
        Rename-Item -LiteralPath $pythonFolder -NewName (Split-Path -Leaf $previousFolder)
    }
    try {
        if ($file -like "*.zip") { Expand-EmbeddablePython $file }
        else { Install-OfficialPython $file }
        Install-Package
        Invoke-Checked $xladdin @("addin", "install")
    }
    catch {
        # an earlier version works on as it did
        if (Test-Path -LiteralPath $pythonFolder) {
            Remove-Item -LiteralPath $pythonFolder -Recurse -Force
        }
        if (Test-Path -LiteralPath $previousFolder) {
            Rename-Item -LiteralPath $previousFolder -NewName (Split-Path -Leaf $pythonFolder)
        }
        throw
    }
    if (Test-Path -LiteralPath $previousFolder) {
        Remove-Item -LiteralPath $previousFolder -Recurse -Force
    }

    Write-Host ""
    Write-Host "诊断："
    & $xladdin doctor
    if ($LASTEXITCODE -ne 0) {
        throw "文件已经装好，但诊断发现了问题：请按上面的提示处理，再运行 $xladdin doctor"
    }
    Write-Host ""
    Write-Host "安装完成。请打开 Excel，功能区应出现「绩效目标」选项卡。"
}

function Uninstall-Xladdin {
    Assert-ExcelClosed
    if (Test-Path -LiteralPath $xladdin) {
        Invoke-Checked $xladdin @("addin", "remove")
    }
    foreach ($folder in $pythonFolder, $previousFolder) {
        if (Test-Path -LiteralPath $folder) {
            Remove-Item -LiteralPath $folder -Recurse -Force
            Write-Host "已删除 $folder"
        }
    }
    Write-Host "卸载完成。工作簿、日志和您自己的设置都保留着。"
    Write-Host "如果当初用的是 Python 官方安装程序，Python 可在 Windows 的「设置 → 应用」中另行卸载。"
}

try {
    if ($Uninstall) { Uninstall-Xladdin } else { Install-Xladdin }
}
catch {
    Write-Host ""
    Write-Host "未完成：$_" -ForegroundColor Red
    exit 1
}
