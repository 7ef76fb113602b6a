"""The budget in words and for other programs: lines, trees, and what would be if."""
