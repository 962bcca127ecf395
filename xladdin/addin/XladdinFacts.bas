Attribute VB_Name = "XladdinFacts"
Option Explicit
' Cheap facts about what is on the screen. Whatever can't be told is False: the button is grey.

Public Function IsOurWorkbook() As Boolean
    IsOurWorkbook = Len(TemplateKind()) > 0
End Function

Public Function IsUnitWorkbook() As Boolean
    IsUnitWorkbook = (TemplateKind() = KindOfUnitWorkbook())
End Function

Public Function IsProjectSheet() As Boolean
    Dim found As Object
    If Not IsUnitWorkbook() Then Exit Function
    On Error Resume Next ' a chart sheet, or a sheet without the name
    Set found = ActiveSheet.Names(NameOfProjectCode())
    IsProjectSheet = Not found Is Nothing
End Function

Public Function IsSummary() As Boolean
    Dim sheetName As Variant
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each sheetName In SheetsOfSummary()
        If Not HasSheet(ActiveWorkbook, CStr(sheetName)) Then Exit Function
    Next
    IsSummary = True
End Function

Public Function IsLiveCheckOn(ByVal book As Workbook) As Boolean
    Dim found As Object
    If book Is Nothing Then Exit Function
    On Error Resume Next ' there is no such name
    Set found = book.Names(NameOfLiveCheck())
    IsLiveCheckOn = Not found Is Nothing
End Function

Public Function IsAutoSaved(ByVal book As Workbook) As Boolean
    ' Then it is saved every few seconds, and the live check would be gone at once.
    Dim anyVersion As Object
    If book Is Nothing Then Exit Function
    Set anyVersion = book
    On Error Resume Next ' an older Excel has no AutoSave
    IsAutoSaved = anyVersion.AutoSaveOn
End Function

Private Function TemplateKind() As String
    If ActiveWorkbook Is Nothing Then Exit Function
    If Not HasSheet(ActiveWorkbook, NameOfIdentitySheet()) Then Exit Function
    On Error Resume Next ' an error value there
    TemplateKind = CStr(ActiveWorkbook.Worksheets(NameOfIdentitySheet()).Range("B1").Value)
End Function

Private Function HasSheet(ByVal book As Workbook, ByVal sheetName As String) As Boolean
    Dim found As Object
    On Error Resume Next ' there is no such sheet
    Set found = book.Worksheets(sheetName)
    HasSheet = Not found Is Nothing
End Function
