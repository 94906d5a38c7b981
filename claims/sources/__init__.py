"""Who speaks: the registry of sources and the resolution of mentions."""
