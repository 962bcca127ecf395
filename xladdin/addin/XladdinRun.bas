Attribute VB_Name = "XladdinRun"
Option Explicit
' The one place that starts Python for a button, and that tells a person when it could not be done.
' What Python itself can tell a person it tells; it then ends well and nothing is said here.

Public Const PYTHON_DONE As Long = 0
Public Const PYTHON_FAILED As Long = 1
Public Const PYTHON_MISSING As Long = 2

Public PythonLogFile As String
Private isStatusBarOurs As Boolean

Public Sub RunEntry(ByVal entry As String)
    Dim outcome As Long
    PythonLogFile = ""
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then Workbooks.Add ' Python finds Excel by the window of a workbook
    RunPython entry, outcome
    If outcome <> PYTHON_DONE Then Tell FailureText(outcome, "")
    isStatusBarOurs = (VarType(Application.StatusBar) = vbString)
    RefreshRibbon
    Exit Sub
failed:
    Tell FailureText(PYTHON_FAILED, Err.Description)
    RefreshRibbon
End Sub

Public Sub GiveBackStatusBar()
    ' What a button said there stays until the person goes on.
    If isStatusBarOurs Then Application.StatusBar = False
    isStatusBarOurs = False
End Sub

Private Function FailureText(ByVal outcome As Long, ByVal reason As String) As String
    If outcome = PYTHON_MISSING Then
        FailureText = TextPythonMissing() & vbCrLf & vbCrLf & TextSettingsFile() & GetConfigFilePath()
        Exit Function
    End If
    FailureText = TextPythonFailed()
    If Len(PythonLogFile) > 0 Then
        FailureText = FailureText & vbCrLf & vbCrLf & TextLogFile() & PythonLogFile
    End If
    If Len(reason) > 0 Then
        FailureText = FailureText & vbCrLf & vbCrLf & TextReason() & reason
    End If
End Function

Private Sub Tell(ByVal message As String)
    On Error Resume Next ' what a Python that was cut off may have left behind
    Application.StatusBar = False
    Application.ScreenUpdating = True
    Application.EnableEvents = True
    On Error GoTo 0
    MsgBox message, vbExclamation, "xladdin"
End Sub
