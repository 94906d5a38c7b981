"""The command annotate: a notebook for an annotator, in JupyterLab."""

from __future__ import annotations

import click


@click.command()
@click.argument("folder")
@click.option("--annotator", required=True, help="Pseudonym of who annotates, also the name of the log: mila.")
@click.option("--no-browser", is_flag=True, help="Make the notebook and say how to open it, without opening it.")
def annotate(folder: str, annotator: str, no_browser: bool) -> None:
    """Opens the notebook of an annotator on a dataset repository, in JupyterLab.

    The notebook is notebooks/annotate_NAME.ipynb; what is done in it goes to edits/NAME.jsonl.

    \b
    Example: claims annotate my-dataset --annotator mila
    """
    import subprocess
    import sys
    from importlib.util import find_spec

    from claims.annotate.session.notebook import notebook
    from claims.errors import MissingExtra

    file = str(notebook(folder, annotator))
    if no_browser:
        click.echo(f"jupyter lab {file}")
        return
    if find_spec("jupyterlab") is None:
        raise MissingExtra("jupyterlab", "notebook")
    raise SystemExit(subprocess.run([sys.executable, "-m", "jupyterlab", file], check=False).returncode)
