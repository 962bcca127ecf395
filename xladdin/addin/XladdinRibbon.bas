Attribute VB_Name = "XladdinRibbon"
Option Explicit
' What the ribbon calls. One small procedure a button; the work is done in Python.
' Whether a button is grey is decided here, from cheap facts, without starting Python.

Private loadedRibbon As IRibbonUI

Public Sub OnRibbonLoad(ribbon As IRibbonUI)
    Set loadedRibbon = ribbon
End Sub

Public Sub RefreshRibbon()
    If Not loadedRibbon Is Nothing Then loadedRibbon.Invalidate
End Sub

Public Sub OnNewWorkbook(control As IRibbonControl)
    RunEntry "new_workbook"
End Sub

Public Sub OnAddProject(control As IRibbonControl)
    RunEntry "add_project"
End Sub

Public Sub OnDeleteProject(control As IRibbonControl)
    RunEntry "delete_project"
End Sub

Public Sub OnTidy(control As IRibbonControl)
    RunEntry "tidy"
End Sub

Public Sub OnValidateWorkbook(control As IRibbonControl)
    RunEntry "validate_workbook"
End Sub

Public Sub OnValidateSheet(control As IRibbonControl)
    RunEntry "validate_sheet"
End Sub

Public Sub OnNextFinding(control As IRibbonControl)
    RunEntry "next_finding"
End Sub

Public Sub OnPreviousFinding(control As IRibbonControl)
    RunEntry "previous_finding"
End Sub

Public Sub OnClearMarks(control As IRibbonControl)
    RunEntry "clear_marks"
End Sub

Public Sub OnShowFindings(control As IRibbonControl)
    RunEntry "show_findings"
End Sub

Public Sub OnAutoFix(control As IRibbonControl)
    RunEntry "auto_fix"
End Sub

Public Sub OnUndoFix(control As IRibbonControl)
    RunEntry "undo_fix"
End Sub

Public Sub OnLiveCheck(control As IRibbonControl, pressed As Boolean)
    If Not pressed Then
        RunEntry "live_check_off"
    ElseIf IsAutoSaved(ActiveWorkbook) Then
        MsgBox TextAutoSaved(), vbExclamation, "xladdin"
        RefreshRibbon
    Else
        RunEntry "live_check_on"
    End If
End Sub

Public Sub OnSend(control As IRibbonControl)
    RunEntry "send"
End Sub

Public Sub OnConsolidate(control As IRibbonControl)
    RunEntry "consolidate"
End Sub

Public Sub OnOpenSource(control As IRibbonControl)
    RunEntry "open_source"
End Sub

Public Sub OnPublish(control As IRibbonControl)
    RunEntry "publish"
End Sub

Public Sub OnReturn(control As IRibbonControl)
    RunEntry "return_workbooks"
End Sub

Public Sub OnSettings(control As IRibbonControl)
    RunEntry "settings"
End Sub

Public Sub OnRuleSettings(control As IRibbonControl)
    RunEntry "rule_settings"
End Sub

Public Sub OnDiagnose(control As IRibbonControl)
    RunEntry "diagnose"
End Sub

Public Sub OnAbout(control As IRibbonControl)
    RunEntry "about"
End Sub

Public Sub GetEnabledInOurWorkbook(control As IRibbonControl, ByRef enabled)
    enabled = IsOurWorkbook()
End Sub

Public Sub GetEnabledInUnitWorkbook(control As IRibbonControl, ByRef enabled)
    enabled = IsUnitWorkbook()
End Sub

Public Sub GetEnabledOnProjectSheet(control As IRibbonControl, ByRef enabled)
    enabled = IsProjectSheet()
End Sub

Public Sub GetEnabledInSummary(control As IRibbonControl, ByRef enabled)
    enabled = IsSummary()
End Sub

Public Sub GetLiveCheckPressed(control As IRibbonControl, ByRef pressed)
    pressed = IsLiveCheckOn(ActiveWorkbook)
End Sub
