' Procedures of xlwings' module in xladdin's words; xlwings_module.py says why and puts them in.
' No name, folder or cell of a workbook comes into a command line, a setting or a path. And nothing
' here that does something is a public Function: a formula in any cell of any workbook could call it.

Public Sub RunPython(ByVal entry As String, ByRef outcome As Long)
    ' Runs an entry of xladdin.ribbon and waits for it; the outcome is one of the PYTHON_ numbers.
    If Len(entry) = 0 Or entry Like "*[!a-z_]*" Then Err.Raise 5 ' a name and nothing else
    outcome = RunAndWait("import xladdin.ribbon; xladdin.ribbon." & entry & "()")
End Sub

Private Function RunAndWait(ByVal command As String) As Long
    Dim interpreter As String
    interpreter = GetConfig("INTERPRETER_WIN")
    If Not IsInterpreter(interpreter) Then
        RunAndWait = PYTHON_MISSING
        Exit Function
    End If
    PythonLogFile = Environ("TEMP") & "\xladdin-" & CreateGUID() & ".log"
    If WScript.Run(PythonCommandLine(interpreter, command, PythonLogFile, CStr(Application.Hwnd)), 0, True) <> 0 Then
        RunAndWait = PYTHON_FAILED
        Exit Function
    End If
    RunAndWait = PYTHON_DONE
    On Error Resume Next ' an empty log is no loss
    Kill PythonLogFile
End Function

Private Function PythonCommandLine(ByVal interpreter As String, ByVal command As String, ByVal logFile As String, ByVal window As String) As String
    ' The window tells Python which Excel it was; the workbook is the active one there.
    PythonCommandLine = CommandProcessor() & " /D /S /C " & Chr$(34) & PythonStart(interpreter) & _
        " -c " & Quoted(command) & " --hwnd=" & window & _
        " 2> " & Quoted(logFile) & Chr$(34)
End Function

Private Function XLPyCommand()
    ' Starts the server of the functions in cells; the DLL fills in the $(CLSID).
    ' /C: cmd.exe ends with a Python that failed, and the DLL waits no longer.
    XLPyCommand = CommandProcessor() & " /D /S /C " & Chr$(34) & PythonStart(GetConfig("INTERPRETER_WIN")) & _
        " -c " & Quoted("import xladdin.workbook.live, xlwings; xlwings.serve('$(CLSID)')") & Chr$(34)
End Function

Private Function PythonStart(ByVal interpreter As String) As String
    ' From Python's own folder. -P: nothing of the current folder is imported; -E: nor of PYTHONPATH.
    PythonStart = "pushd " & Quoted(ParentFolder(interpreter)) & " && " & Quoted(interpreter) & " -E -P -B -X utf8"
End Function

Private Function CommandProcessor() As String
    ' by its full path: else a cmd.exe in the current folder, the workbook's perhaps, would be taken
    CommandProcessor = Quoted(Environ("SystemRoot") & "\System32\cmd.exe")
End Function

Private Function Quoted(ByVal text As String) As String
    Quoted = Chr$(34) & text & Chr$(34)
End Function

Private Function IsInterpreter(ByVal path As String) As Boolean
    ' A full path to a file: a bare "python" would be looked for in the current folder first.
    If InStr(path, Chr$(34)) > 0 Then Exit Function
    If Mid$(path, 2, 2) <> ":\" And Left$(path, 2) <> "\\" Then Exit Function
    IsInterpreter = FileExists(path)
End Function

Private Sub XLPyLoadDLL()
    Dim folder As String
    If Not IsInterpreter(GetConfig("INTERPRETER_WIN")) Then
        Err.Raise vbObjectError + 1, Description:=TextPythonMissing()
    End If
    folder = ParentFolder(GetConfig("INTERPRETER_WIN"))
    If LoadLibrary(folder & "\" & XLPyDLLName) <> 0 Then Exit Sub
    If LoadLibrary(ParentFolder(folder) & "\" & XLPyDLLName) <> 0 Then Exit Sub ' a virtual environment
    Err.Raise vbObjectError + 2, Description:=TextPythonMissing()
End Sub

Private Function GetConfig(configKey As String, Optional default As String = "") As Variant
    ' The user's own file, then the add-in's own sheet. Never the active workbook nor its folder.
    Dim found As String
    GetConfig = default
    If GetConfigFromFile(GetConfigFilePath(), configKey, found) Then
        GetConfig = found
    ElseIf GetConfigFromSheet(configKey, found) Then
        GetConfig = found
    End If
End Function

Private Function GetConfigFromSheet(ByVal configKey As String, ByRef found As String) As Boolean
    Dim row As Long
    row = 1
    With ThisWorkbook.Worksheets(PROJECT_NAME & ".conf")
        Do While Len(.Cells(row, 1).Value) > 0
            If LCase$(.Cells(row, 1).Value) = LCase$(configKey) Then
                found = CStr(.Cells(row, 2).Value)
                GetConfigFromSheet = True
                Exit Function
            End If
            row = row + 1
        Loop
    End With
End Function
