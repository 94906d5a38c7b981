"""The gold reader: Markdown files in the marks notation become articles, attributions and claims."""

from claims.gold.files import read_file, read_gold, write_articles

__all__ = ["read_file", "read_gold", "write_articles"]
