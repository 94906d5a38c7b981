"""A widget on a session of a dataset repository, in a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from claims.corpus import Corpus
from notebook_page import show, wired
from sitting import repository, sit


@pytest.fixture
def dataset(tmp_path) -> Path:
    """Where the dataset repository is that is edited."""
    return tmp_path / "dataset"


@pytest.fixture
def edit(page, dataset) -> Iterator[Callable[..., Any]]:
    """Shows a widget on a dataset repository made of a corpus, with the log of an annotator, and gives the widget."""
    from claims.annotate.widget import ClaimWidget

    with ExitStack() as ends:

        def start(corpus: Corpus, article_id: str = "") -> Any:
            session = ends.enter_context(sit(repository(dataset, corpus)))
            widget = ends.enter_context(wired(lambda: ClaimWidget(session, article_id), page))
            show(widget, page)
            return widget

        yield start
