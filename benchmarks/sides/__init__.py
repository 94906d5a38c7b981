"""The same checks of a table of claims, once for each tool: `read` gives its form of the tables, `judge` is timed, `found` counts.

Each side is a module with three functions, and none of them imports another. What it needs to know of the contract stands in
a file beside the tables, so that a side can run in an environment without this package.
"""
