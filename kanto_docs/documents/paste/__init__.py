"""Texts for the funder's form: one page to copy from, field by field, without a network."""

from kanto_docs.documents.paste.rendering import paste_page

__all__ = ["paste_page"]
