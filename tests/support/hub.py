"""A server that speaks what huggingface_hub says to the hub about a dataset, keeps it in memory, and fails on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

TOKEN = "hf_secretsecretsecretsecretsecret"


@dataclass
class Fault:
    """What happens to `times` requests of a method whose path holds `part`, when `spared` have passed."""

    method: str
    part: str
    what: str  # a status as "500"; "silent": no answer; "cut": the line breaks in the middle; "done": done, and then 500
    times: int = 1
    spared: int = 0


@dataclass
class Hub:
    """Datasets, each a list of commits, a commit a mapping of names to bytes; stored large files; what was asked."""

    commits: dict[str, list[dict[str, bytes]]] = field(default_factory=dict)
    private: dict[str, bool] = field(default_factory=dict)
    stored: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def files(self, repo: str) -> dict[str, bytes]:
        """What stands in a dataset now."""
        return self.commits[repo][-1]

    def puts(self) -> list[str]:
        """The large files that were sent, by their hash."""
        return [path.rpartition("/")[2] for method, path in self.asked if method == "PUT"]


def revision(repo: str, number: int) -> str:
    return hashlib.sha1(f"{repo} {number}".encode()).hexdigest()


def git_id(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@contextmanager
def serving() -> Iterator[Hub]:
    """A hub on a free port of this machine, as long as the block runs."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hub
    finally:
        hub.let_go.set()
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request; the paths are those of the hub."""

    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def handle_any(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append((self.command, path))
        fault = self._fault(path)
        if fault and fault.what == "silent":
            self.hub.let_go.wait(30)
            self.close_connection = True
            return
        if fault and fault.what == "cut":
            self.rfile.read(int(self.headers.get("Content-Length", 0)) // 2)
            self.close_connection = True
            return
        self.body = self._read_body()
        if fault and fault.what.isdecimal():
            return self._say({"error": "the sky fell"}, int(fault.what))
        if not self._known():
            return self._say({"error": "Invalid credentials in Authorization header"}, 401)
        for (method, pattern), answer in ROUTES.items():
            if method == self.command and (found := re.fullmatch(pattern, path)):
                if fault and fault.what == "done":
                    self._say = lambda *_, **__: None  # type: ignore[method-assign]
                    answer(self, **found.groupdict())
                    del self._say
                    return self._say({"error": "the sky fell"}, 500)
                return answer(self, **found.groupdict())
        self._say({"error": f"no such path: {path}"}, 404)

    do_GET = do_HEAD = do_POST = do_PUT = handle_any

    def _fault(self, path: str) -> Fault | None:
        for fault in self.hub.faults:
            if fault.times and fault.method == self.command and fault.part in path:
                if fault.spared:
                    fault.spared -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    def _known(self) -> bool:
        """Whether the token is right, or there is none; large files go to addresses that need none."""
        return self.command == "PUT" or self.headers.get("Authorization") in (None, f"Bearer {TOKEN}")

    def _read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _say(self, said: object, status: int = 200, **headers: str) -> None:
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def check_card(self) -> None:
        self._say({"errors": [], "warnings": []})

    def create(self) -> None:
        said = json.loads(self.body)
        repo = f"{said['organization']}/{said['name']}"
        self.hub.private[repo] = said.get("visibility") == "private"
        self.hub.commits[repo] = [{".gitattributes": b"*.parquet filter=lfs\n"}]
        self._say({"url": f"{self.hub.address}/datasets/{repo}"})

    def info(self, repo: str, rev: str = "main") -> None:
        if repo not in self.hub.commits:
            return self._say({"error": "Repository not found"}, 404, X_Error_Code="RepoNotFound")
        siblings = []
        for name, content in sorted(self._commit(repo, rev).items()):
            one = {"rfilename": name, "size": len(content), "blobId": git_id(content)}
            if name.endswith(".parquet"):
                oid = hashlib.sha256(content).hexdigest()
                one |= {"blobId": git_id(oid.encode()), "lfs": {"sha256": oid, "size": len(content), "pointerSize": 134}}
            siblings.append(one)
        head = revision(repo, len(self.hub.commits[repo]))
        self._say({"id": repo, "sha": head, "private": self.hub.private[repo], "siblings": siblings})

    def preupload(self, repo: str, rev: str) -> None:
        there = self.hub.files(repo)
        self._say({"files": [
            {"path": file["path"], "uploadMode": "lfs" if file["path"].endswith(".parquet") else "regular", "shouldIgnore": False,
             "oid": git_id(there[file["path"]]) if file["path"] in there else None}
            for file in json.loads(self.body)["files"]
        ]})  # fmt: skip

    def batch(self, repo: str) -> None:
        objects = []
        for one in json.loads(self.body)["objects"]:
            upload = {"upload": {"href": f"{self.hub.address}/store/{one['oid']}", "header": {}}}
            objects.append(one if one["oid"] in self.hub.stored else {**one, "actions": upload})
        self._say({"transfer": "basic", "objects": objects})

    def store(self, oid: str) -> None:
        assert hashlib.sha256(self.body).hexdigest() == oid
        self.hub.stored[oid] = self.body
        self._say({})

    def commit(self, repo: str, rev: str) -> None:
        lines = [json.loads(line) for line in self.body.splitlines()]
        files = dict(self.hub.files(repo))
        for line in lines:
            value = line["value"]
            if line["key"] == "header" and value.get("parentCommit") != revision(repo, len(self.hub.commits[repo])):
                return self._say({"error": "A commit has happened since"}, 412)
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            if line["key"] == "lfsFile":
                files[value["path"]] = self.hub.stored[value["oid"]]
            if line["key"] == "deletedFile":
                del files[value["path"]]
        self.hub.commits[repo].append(files)
        oid = revision(repo, len(self.hub.commits[repo]))
        self._say({"success": True, "commitOid": oid, "commitUrl": f"{self.hub.address}/datasets/{repo}/commit/{oid}"})

    def resolve(self, repo: str, rev: str, name: str) -> None:
        files = self._commit(repo, rev)
        if name not in files:
            return self._say({"error": "Entry not found"}, 404, X_Error_Code="EntryNotFound")
        self._say(files[name], ETag=f'"{git_id(files[name])}"', X_Repo_Commit=rev)

    def _commit(self, repo: str, rev: str) -> dict[str, bytes]:
        commits = self.hub.commits[repo]
        return commits[-1] if rev == "main" else {revision(repo, n): c for n, c in enumerate(commits, 1)}[rev]


REPO = r"(?P<repo>[^/]+/[^/]+)"
ROUTES: dict[tuple[str, str], Callable[..., None]] = {
    ("POST", r"/api/validate-yaml"): Handler.check_card,
    ("POST", r"/api/repos/create"): Handler.create,
    ("GET", rf"/api/datasets/{REPO}"): Handler.info,
    ("GET", rf"/api/datasets/{REPO}/revision/(?P<rev>\w+)"): Handler.info,
    ("POST", rf"/api/datasets/{REPO}/preupload/(?P<rev>\w+)"): Handler.preupload,
    ("POST", rf"/datasets/{REPO}\.git/info/lfs/objects/batch"): Handler.batch,
    ("PUT", r"/store/(?P<oid>\w+)"): Handler.store,
    ("POST", rf"/api/datasets/{REPO}/commit/(?P<rev>\w+)"): Handler.commit,
    ("GET", rf"/datasets/{REPO}/resolve/(?P<rev>\w+)/(?P<name>.+)"): Handler.resolve,
    ("HEAD", rf"/datasets/{REPO}/resolve/(?P<rev>\w+)/(?P<name>.+)"): Handler.resolve,
}
