"""Words apart from logic: all that a person reads is made here, in Finnish, Swedish or English."""

from kanto_docs.words.language import LANGUAGES, choose_language
from kanto_docs.words.speaking import Words

__all__ = ["LANGUAGES", "Words", "choose_language"]
