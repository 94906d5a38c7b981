"""A dataset as a static site: pages that open from a disk, print, and ask nothing of anybody."""

from claims.report.facts import Title
from claims.report.site import write_site

__all__ = ["Title", "write_site"]
