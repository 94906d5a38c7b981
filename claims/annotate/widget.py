"""The editor in a notebook: a thin view of a session, drawn by widget.js; what it can do, the session does without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError, MissingExtra

try:
    import anywidget
    import traitlets
except ImportError as missing:
    raise MissingExtra("anywidget", "notebook") from missing

if TYPE_CHECKING:
    from claims.annotate.session import Session

HERE = Path(__file__).parent
ASKS: dict[str, Callable[[Session, Any], Any]] = {
    "articles": lambda session, argument: session.articles(argument),
    "next": lambda session, argument: session.next(argument["article_id"], argument["wanted"], step=argument["step"]),
    "view": lambda session, argument: session.view(argument),
    "find_sources": lambda session, argument: session.find_sources(argument),
    "do": lambda session, argument: done(session, argument["article_id"], argument["change"]),
}


class ClaimWidget(anywidget.AnyWidget):
    """The articles of a session, one at a time, with forms and keys to correct what is said in them.

    Its state is no annotation: `article_id` is the article last opened, so that a page that is loaded again opens it again. All
    else is asked from the session, which has written an edit to its log before the page hears that it is saved.
    """

    _esm = HERE / "widget.js"
    _css = HERE / "widget.css"
    article_id = traitlets.Unicode().tag(sync=True)
    codebook = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, article_id: str = "") -> None:
        super().__init__(article_id=article_id, codebook=session.codebook())
        self.session = session
        self.on_msg(self._hear)

    def _hear(self, _: object, said: dict[str, Any], __: object) -> None:
        """Answers what one page asks; every page of this widget hears it, so that all show the same."""
        self.send({"to": said["from"], "number": said["number"], **answer(self.session, said["ask"], said["argument"])})


def done(session: Session, article_id: str, change: dict[str, Any]) -> dict[str, Any]:
    """What came of a change, with the article of the page that asked: another page may have opened another since."""
    outcome = session.do(change)
    view = outcome["view"]
    return outcome if view and view["article"]["article_id"] == article_id else {**outcome, "view": session.view(article_id)}


def answer(session: Session, ask: str, argument: Any) -> dict[str, Any]:
    """What the session says, under `answer`; where it refuses to, the sentence under `wrong`."""
    try:
        return {"answer": ASKS[ask](session, argument)}
    except ClaimsError as wrong:
        return {"wrong": str(wrong)}
