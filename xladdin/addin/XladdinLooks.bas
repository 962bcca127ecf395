Attribute VB_Name = "XladdinLooks"
Option Explicit
' Answers Python's questions about the looks of cells, many in one call; live/looks.py asks them.
' A formula may call this, too: it says what everybody can see, and does nothing.

Public Function AnswersOf(ByVal bookName As String, ByVal questions As String) As String
    ' Lines with a property, an address and, where it is another than before, the name of the sheet.
    Dim lines() As String, words() As String, number As Long
    Dim sheet As Worksheet
    lines = Split(questions, Chr$(30))
    For number = 0 To UBound(lines)
        words = Split(lines(number), Chr$(31))
        If Len(words(2)) > 0 Then Set sheet = Workbooks(bookName).Worksheets(words(2))
        lines(number) = AnswerOf(sheet.Range(words(1)), words(0))
    Next
    AnswersOf = Join(lines, Chr$(30))
End Function

Private Function AnswerOf(ByVal area As Range, ByVal asked As String) As String
    ' Nothing where the cells differ.
    Dim found As Variant
    Select Case asked
        Case "MergeCells": found = area.MergeCells
        Case "MergeArea": found = area.MergeArea.Address
        Case "NumberFormat": found = area.NumberFormat
        Case "HiddenRows": found = AllOrNone(HiddenRows(area), area.Rows.Count)
        Case "HiddenColumns": found = AllOrNone(HiddenColumns(area), area.Columns.Count)
    End Select
    If VarType(found) = vbBoolean Then
        AnswerOf = IIf(found, "1", "0") ' CStr would give words of the country's language
    ElseIf Not IsNull(found) Then
        AnswerOf = CStr(found)
    End If
End Function

' Counted: of several lines that differ, some programs tell but of the first whether it is hidden.

Private Function HiddenRows(ByVal area As Range) As Long
    Dim number As Long
    If IsAllVisible(area) Then Exit Function
    For number = 1 To area.Rows.Count
        If area.Cells(number, 1).EntireRow.Hidden Then HiddenRows = HiddenRows + 1
    Next
End Function

Private Function HiddenColumns(ByVal area As Range) As Long
    Dim number As Long
    If IsAllVisible(area) Then Exit Function
    For number = 1 To area.Columns.Count
        If area.Cells(1, number).EntireColumn.Hidden Then HiddenColumns = HiddenColumns + 1
    Next
End Function

Private Function IsAllVisible(ByVal area As Range) As Boolean
    If area.Count = 1 Then Exit Function ' Excel would look at the whole sheet
    On Error Resume Next ' nothing is visible
    IsAllVisible = (area.SpecialCells(xlCellTypeVisible).Count = area.Count)
End Function

Private Function AllOrNone(ByVal found As Long, ByVal whole As Long) As Variant
    AllOrNone = Null
    If found = 0 Or found = whole Then AllOrNone = (found > 0)
End Function
