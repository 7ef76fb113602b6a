"""Call notices (hakuilmoitukset) of EURA 2021, saved as JSON or as a page → call files."""

from kanto_docs.notices.choosing import choose, code_of
from kanto_docs.notices.finding import Notices, find_notices
from kanto_docs.notices.reading import Draft, draft

__all__ = ["Draft", "Notices", "choose", "code_of", "draft", "find_notices"]
