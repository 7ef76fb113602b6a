"""Reads what people write in sentences: placeholders, amounts, days, numbers of people, names.

A finding about a text must be certain, so a sentence counts only when it begins as one of the known
statements about the project itself. Whatever speaks of another project, a year or a part is left.
"""
