"""What would be if: the same plan with other values, under another cost model, towards a target.

Nothing here touches a file. A plan's data are changed on a copy, checked and computed by the same
rules and formulas as the plan itself, and the two are set side by side.
"""
