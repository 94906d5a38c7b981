r"""The gold notation: one text with nested brackets for its attributions and claims.

    [Песков|source] [заявил|cue], что [переговоры продолжаются|content].
      {a: {source_id: src_dmitry_peskov, mention: name}}

A bracket is `[text|role]` or `[text|role:key,role:key]`, never over a line's end; several brackets of one role
and key are one discontinuous span. The key is `a` where none is given. `claim:b` is the evidence of the one claim
of attribution `b`, `claim:b1` and `claim:b2` of its several claims, `claim:-1` of the author's own voice; `hedge`
and `distancing` take a claim's key or an attribution's. Attributes stand in a line of their own that starts with
two spaces and `{`, a YAML flow map, and vanish from the text. Literal marks are written `\[ \] \| \{ \\`.
"""

from claims.text.marks.model import Marked, MarkedAttribution, MarkedClaim
from claims.text.marks.reader import parse
from claims.text.marks.writer import write

__all__ = ["Marked", "MarkedAttribution", "MarkedClaim", "parse", "write"]
