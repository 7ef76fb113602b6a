"""Workbooks as their own XML says them: what is not written stays as it is, byte for byte."""
