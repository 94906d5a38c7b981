"""The small papers of a release: how to cite it, what changed, and the checksums of its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from claims.contract import FLAT
from claims.publish.about import About
from claims.publish.figures import Figures, number

SPDX = re.compile(r"[A-Za-z0-9.+-]+")
UNKNOWN = "unknown"


def license_of(about: About, figures: Figures) -> list[str]:
    """The licences of the dataset: the one that is given, or those of its articles; none where nobody knows."""
    given = [about.license] if about.license else sorted(filter(None, figures.licenses))
    return [name for name in given if name.lower() != UNKNOWN]


def is_spdx(name: str) -> bool:
    """Whether a licence is written as SPDX ids are, and not as a sentence."""
    return SPDX.fullmatch(name) is not None


def how_many(figures: Figures) -> str:
    """`3 claims from 2 articles`."""
    return f"{number(figures.rows[FLAT], 'claim')} from {number(figures.rows['articles'], 'article')}"


def citation(about: About, figures: Figures) -> str:
    """CITATION.cff, in the Citation File Format 1.2.0."""
    import yaml

    licenses = [name for name in license_of(about, figures) if is_spdx(name)]
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": about.heading,
        "version": about.version,
        "authors": [{"name": author} for author in about.creators],
        **({"date-released": about.date} if about.date else {}),
        **({"abstract": about.description.strip()} if about.description else {}),
        **({"license": licenses[0] if len(licenses) == 1 else licenses} if licenses else {}),
        "keywords": ["attribution", "claims", "quotations", "news"],
    }
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False))


def changelog(about: About, figures: Figures) -> str:
    """CHANGELOG.md, with a section for this version: the given one, or one that counts."""
    given = about.changelog or "# Changelog\n"
    if re.search(rf"^##[ \t]+\[?v?{re.escape(about.version)}\]?(?![\w.-])", given, re.MULTILINE):
        return given
    day = f" ({about.date})" if about.date else ""
    new = f"## {about.version}{day}\n\n- {how_many(figures)}.\n"
    before, heading, after = given.partition("\n## ")
    return f"{before.rstrip()}\n\n{new}" + (f"\n## {after}" if heading else "")


def checksums(hashes: Mapping[str, str]) -> str:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
