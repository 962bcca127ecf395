"""xlwings, live, without Excel: an engine for its public interface that is backed by Calc.

    def test_an_amount(excel: xw.App) -> None:        # the fixture `excel` of tests/live
        book = excel.books.open(path)                 # a visible window of LibreOffice
        book.sheets["项目1"]["B4"].value = 16.53

The code under test imports xlwings as always and doesn't know of this package. `connect` makes a
running LibreOffice the active engine; in another process it finds it by the environment variable
`connect.VARIABLE`. `run_python` has the double of `RunPython`, `ribbon` presses buttons, and
`excel.impl.notebook` answers dialogs and message boxes, and tells what stood in them and in the
status bar.

    values, typed_text, formulas, area     what Excel means: pure, no LibreOffice
    cells, looks, number_formats, cursor   the same for UNO's ranges
    engine > app > book > sheet > range    xlwings' objects; names beside them
    imported                               a sheet that came from another workbook
    native, native_app                     what is behind `.api`, under Excel's names
    macros, ribbon, run_python, click      VBA that runs in Calc, and the Python of a click
    notebook                               what Excel remembers and Calc doesn't
    connect, bridge                        the way to LibreOffice
    main_thread                            what LibreOffice may do nowhere else

It is a double of Excel as an add-in meets it, and so refuses what Excel refuses though Calc would
do it: writing into locked cells of a protected sheet (`values.ExcelRefusedError`), selecting on a
sheet that isn't active, hiding the last sheet. A text that looks like a number or a date becomes
one (`typed_text`); errors come as Excel's numbers; `sheet.visible` is -1, 0 or 2.

What isn't as in Excel:
* A protected sheet refuses everything but contents of unlocked cells. Calc doesn't tell what else
  the protection allows (inserting rows, formats), so code must take the protection off before;
  and protecting again keeps what was allowed, where Excel forgets it unless told again.
* Amounts in a currency's number format are floats; Excel gives Decimals.
* Very hidden is read from the file or remembered; Calc itself, and what it saves, say hidden.
* A Range keeps its address when rows are inserted above it.
* Charts, shapes, tables, notes, borders, validations and conditional formats have no
  implementation: xlwings' own NotImplementedError says so.
"""
