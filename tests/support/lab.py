"""A JupyterLab on a free port of this machine, without a password, with settings of its own; it asks nobody for news."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import claims

ASKS_OTHERS = "@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension"


@dataclass(frozen=True)
class Lab:
    """A server that runs, and the folder that it serves."""

    address: str
    folder: Path

    def write(self, name: str, *cells: str) -> str:
        """A notebook of code cells; its address."""
        source = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": cell, "outputs": [], "execution_count": None} for n, cell in enumerate(cells)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        (self.folder / name).write_text(json.dumps({"cells": source, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}))
        return f"{self.address}/lab/tree/{name}"


@contextmanager
def running(folder: Path, settings: Path) -> Iterator[Lab]:
    """A JupyterLab, as long as the block runs."""
    (settings / "labconfig").mkdir(parents=True)
    (settings / "labconfig" / "page_config.json").write_text(json.dumps({"disabledExtensions": dict.fromkeys(ASKS_OTHERS, True)}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {"JUPYTER_CONFIG_DIR": "", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run", "IPYTHONDIR": "ipython", "JUPYTERLAB_SETTINGS_DIR": "lab", "JUPYTERLAB_WORKSPACES_DIR": "desks"}
    env = {**os.environ, "PYTHONPATH": str(Path(claims.__file__).parents[1]), **{name: str(settings / part) for name, part in names.items()}}
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]
    with open(settings / "server.log", "wb") as log:
        server = subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log)
    lab = Lab(f"http://127.0.0.1:{port}", folder)
    try:
        for _ in range(300):
            try:
                urlopen(f"{lab.address}/api/status", timeout=30).close()
                break
            except URLError:
                assert server.poll() is None, (settings / "server.log").read_text()
                time.sleep(0.2)
        yield lab
    finally:
        server.terminate()
        server.wait(30)
