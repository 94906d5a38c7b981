"""The dataset card: README.md with the front matter that `datasets` reads, figures, snippets and dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims.contract import FLAT, TABLES, dictionary_markdown
from claims.publish.about import About
from claims.publish.figures import Figures, TablePart
from claims.publish.papers import how_many, is_spdx, license_of
from claims.publish.statement import section

DRAWING = "figures.svg"
CUT = (
    "The splits do not leak: claims that are linked, and articles that are copies of one another, stand in one split with "
    "all that they are tied to. Only `attributed_claims` is cut; the tables are whole.\n"
)

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)


def card(about: About, figures: Figures) -> str:
    """README.md of a dataset that counts so much."""
    import yaml

    head = yaml.safe_dump(front_matter(about, figures), allow_unicode=True, sort_keys=False)
    parts = [
        f"---\n{head}---\n",
        f"# {about.heading}\n",
        *([f"{about.description.strip()}\n"] if about.description else []),
        _what_it_is(about, figures),
        "## Figures\n",
        f"![Claims by language, quote type and kind of source]({DRAWING})\n",
        *_figures(figures),
        *([CUT] if figures.splits else []),
        _snippets(about.name, figures),
        "## Data statement\n",
        section(about.statement),
        "## Citation\n",
        f"{', '.join(about.creators)}: {about.heading}, version {about.version}. [CITATION.cff](CITATION.cff) has it for machines.\n",
        "## Data dictionary\n",
        "Spans are half-open ranges of Unicode code points of `articles.text`: in Python, `text[start:end]`.\n",
        dictionary_markdown(level=3),
    ]
    return "\n".join(parts)


def front_matter(about: About, figures: Figures) -> dict[str, Any]:
    """The card's YAML: what the hub shows, and the files of each config; `datasets` cannot load an empty one."""
    configs = [
        {
            "config_name": table,
            "data_files": [{"split": part.split, "path": part.file} for part in parts],
            **({"default": True} if table == FLAT else {}),
        }
        for table in (FLAT, *TABLES)
        if (parts := _loadable(table, figures))
    ]
    return {
        "pretty_name": about.heading,
        "language": figures.plain_languages,
        **_license(license_of(about, figures)),
        "size_categories": [_size(figures.rows["claims"])],
        "task_categories": ["token-classification", "text-classification"],
        "tags": ["attribution", "claims", "quotations", "news"],
        "configs": configs,
    }


def _loadable(table: str, figures: Figures) -> list[TablePart]:
    """The files of a table that have rows; of a flat view that has none, the first."""
    parts = [part for part in figures.parts() if part.table == table]
    return [part for part in parts if part.rows] or (parts[:1] if table == FLAT else [])


def _license(names: Sequence[str]) -> dict[str, str]:
    """The licence as the hub writes it: a lower-case id, or `other` with its name."""
    if not names:
        return {"license": "unknown"}
    if len(names) == 1 and is_spdx(names[0]):
        return {"license": names[0].lower()}
    return {"license": "other", "license_name": ", ".join(names)}


def _size(rows: int) -> str:
    """The hub's word for a number of rows."""
    return next((word for limit, word in SIZES if rows < limit), "n>1B")


def _what_it_is(about: About, figures: Figures) -> str:
    """Two sentences: what a row is, and how many there are."""
    return (
        f"Version {about.version}: {how_many(figures)}. A row is one claim with "
        "the whole chain of sources it passed through, outermost first, and the exact place of every part in the "
        "article's text. A claim is what somebody is reported to have said, or what the article says in its own "
        "voice; it is not said to be true.\n"
    )


def _figures(figures: Figures) -> list[str]:
    """Rows per table, claims per language and quote type, claims per chain length and source kind."""
    rows = [(f"`{name}`", f"{figures.rows[name]:,}") for name in (FLAT, *TABLES)]
    return [
        _markdown(("table", "rows"), rows),
        _cross(figures),
        _counts("sources in the chain", figures.chains),
        _counts("kind of source", figures.kinds, empty="(the author's voice)"),
        *([_listed("split", figures.splits)] if figures.splits else []),
    ]


def _cross(figures: Figures) -> str:
    """Claims per language (down) and quote type (across)."""
    types = ("direct", "indirect", "mixed", None)
    rows = []
    for language in sorted({language for language, _ in figures.quoted}):
        numbers = [figures.quoted[language, kind] for kind in types]
        rows.append([language, *(f"{number:,}" for number in (*numbers, sum(numbers)))])
    heads = ("language", "direct", "indirect", "mixed", "author's voice", "claims")
    return _markdown(heads, rows)


def _counts(head: str, counts: Mapping[Any, int], empty: str = "") -> str:
    """How many claims have each value, in the order of the values, None last."""
    counted = sorted(counts.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    return _listed(head, {empty if value is None else str(value): count for value, count in counted})


def _listed(head: str, counts: Mapping[str, int]) -> str:
    """How many claims have each value, in the order given."""
    return _markdown((head, "claims"), [(value, f"{count:,}") for value, count in counts.items()])


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column is text, the others numbers."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _snippets(name: str, figures: Figures) -> str:
    """Three ways to load the dataset."""
    flat = _loadable(FLAT, figures)[0]
    return f"""## Loading

The flat view, one row a claim, with `datasets`:

```python
from datasets import load_dataset

claims = load_dataset("{name}", split="{flat.split}")  # the path of this folder, or its id on the hub
articles = load_dataset("{name}", "articles", split="train")
```

A table alone, with Polars (DuckDB and pandas read the same files):

```python
import polars as pl

claims = pl.read_parquet("{name}/{flat.file}")
said = claims.filter(pl.col("chain").list.len() > 1).select("source_name", "text", "outlet")
```

The whole corpus, with spans that can be proved:

```python
from claims import load

corpus = load("{name}")
texts = {{article.article_id: article.text for article in corpus.rows("articles")}}
for claim in corpus.rows("claims"):
    print([texts[claim.article_id][start:end] for start, end in claim.evidence])
```
"""
