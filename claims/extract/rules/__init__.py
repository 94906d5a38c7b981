"""The rules engine: language packs as data, judgements as small named functions, no parser and no download."""

from claims.extract.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
