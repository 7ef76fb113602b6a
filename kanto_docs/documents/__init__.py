"""Documents: a plan as a Word draft and a budget workbook, guarded, filled and written whole."""
