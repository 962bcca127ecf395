' Stands for RunAndWait of the add-in's xlwings module: see run_python.py, which fills in the folder.
Private Function RunAndWait(ByVal command As String) As Long
    Dim files As Object, tries As Long
    RunAndWait = 1
    ' Windows gives the command in quotation marks to cmd.exe: it can't have any itself
    If InStr(command, Chr(34)) > 0 Then Exit Function
    Set files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    DoubleWrite files, "@FOLDER@/command.txt", command
    Shell "@FOLDER@/run.sh", 0
    ' Nothing of UNO is called while Python calls it, too: LibreOffice's locks would meet crosswise.
    For tries = 1 To @TRIES@
        If Len(Dir("@PATH@/status.txt")) > 0 Then Exit For
        Wait @WAIT@ ' Calc goes on meanwhile, and answers Python
    Next tries
    If DoubleRead(files, "@FOLDER@/status.txt") = "0" Then RunAndWait = 0
    files.kill "@FOLDER@/status.txt"
End Function

Private Sub DoubleWrite(files As Object, path As String, text As String)
    Dim target As Object
    Set target = CreateUnoService("com.sun.star.io.TextOutputStream")
    If files.exists(path) Then files.kill path
    target.setOutputStream files.openFileWrite(path)
    target.setEncoding "UTF-8"
    target.writeString text
    target.closeOutput
End Sub

Private Function DoubleRead(files As Object, path As String) As String
    Dim source As Object
    Set source = CreateUnoService("com.sun.star.io.TextInputStream")
    source.setInputStream files.openFileRead(path)
    DoubleRead = source.readLine()
    source.closeInput
End Function
