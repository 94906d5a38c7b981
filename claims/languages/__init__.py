"""What the rules know of each language: one YAML file a language, read and checked by `pack`."""
