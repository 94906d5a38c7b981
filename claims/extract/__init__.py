"""Engines that find attributions and claims in an article."""
