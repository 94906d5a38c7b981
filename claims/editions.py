"""Two editions of a dataset, each a release, a dataset repository or a folder of JSONL tables, and what changed between them."""

from __future__ import annotations

from pathlib import Path

from claims.contract import FLAT
from claims.corpus import files_there
from claims.dataset import dataset_of, is_repository
from claims.loading import load
from claims.publish.about import manifest_of, said_in
from claims.publish.changes import Diff, Edition, diff
from claims.publish.splits import splits


def changed(old: str | Path, new: str | Path) -> Diff:
    """What changed from the dataset in one folder to that in another; errors as `load` has them."""
    return diff(edition(old), edition(new))


def edition(path: str | Path) -> Edition:
    """The dataset in a folder, with its name and version and the split of each article, where it says any."""
    folder = Path(path)
    corpus = load(folder)
    name, version, said = said_in(folder)
    follows = dataset_of(folder).contract if is_repository(folder) else manifest_of(folder).get("contract")
    plan = said.get("splits")
    if plan is None:
        cut = {}
    else:
        cut = splits(corpus, plan) if is_repository(folder) else released_splits(folder)
    return Edition(corpus, name, version, follows, cut)


def released_splits(folder: Path) -> dict[str, str]:
    """The split that each article of a release stands in; articles without claims stand in none."""
    import polars as pl

    listed = manifest_of(folder).get("files") or ()
    found: dict[str, str] = {}
    for file in files_there(folder, FLAT, listed):
        articles = pl.scan_parquet(file).select(pl.col("article_id").unique()).collect().to_series()
        found.update(dict.fromkeys(articles, file.stem))
    return found
