"""How good an engine is: its attributions against gold ones."""
