"""Excel: the budget's lines as live formulas over defined names, each with its cached value."""
