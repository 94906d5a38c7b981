"""The gold reader: Markdown files in the marks notation become articles, attributions and claims."""

from claims.gold.files import gold_files, read_file, read_gold, write_articles

__all__ = ["gold_files", "read_file", "read_gold", "write_articles"]
