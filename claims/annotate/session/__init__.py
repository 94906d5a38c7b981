"""A session of an annotator: all that can be done to a dataset by hand, without a browser."""

from claims.annotate.session.session import Session

__all__ = ["Session"]
