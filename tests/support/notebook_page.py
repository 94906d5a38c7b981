"""A page that shows a widget as a notebook does, without a notebook: its comm ends in a browser's page.

The widget is the real one, with its session; the page has what anywidget gives to a view (get, set, save_changes, send, on, off)
and loads the widget's own module from a blob, as anywidget does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import comm
from comm.base_comm import BaseComm

PAGE = """<!doctype html><meta charset=utf-8><title>notebook</title><style id=look></style><main></main><script>
  class Model {
    constructor(state) { Object.assign(this, { state, heard: new Set() }); }
    get(name) { return this.state[name]; }
    set(name, value) { this.state[name] = value; }
    save_changes() { toKernel({ method: "update", state: { article_id: this.state.article_id }, buffer_paths: [] }); }
    send(content) { window.sent = performance.now(); toKernel({ method: "custom", content }).then((said) => said.forEach((content) => models.forEach((model) => model.hear(JSON.parse(content))))); }
    hear(content) { this.heard.forEach((listen) => listen(content)); }
    on(_, listen) { this.heard.add(listen); }
    off(_, listen) { this.heard.delete(listen); }
  }
  const models = [], closers = [];
  async function show(state) {
    document.querySelector("#look").textContent = state._css;
    window.module = await import(URL.createObjectURL(new Blob([state._esm], { type: "text/javascript" })));
    const el = document.createElement("div");
    document.querySelector("main").append(el);
    const model = new Model(state);
    models.push(model);
    closers.push(module.default.render({ model, el }));
  }
</script>"""


class Wire(BaseComm):
    """A comm that keeps what a widget says."""

    last: Wire

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any) -> None:
        Wire.last = self
        if msg_type == "comm_open":
            self.said: list[str] = []
        elif data and data.get("method") == "custom":
            self.said.append(json.dumps(data["content"]))


@contextmanager
def wired(make_widget: Callable[[], Any], page: Any) -> Iterator[Any]:
    """The widget, its comm bound to the page; `show` draws views of it."""
    usual, comm.create_comm = comm.create_comm, Wire
    try:
        widget = make_widget()
    finally:
        comm.create_comm = usual
    wire = Wire.last

    def hear(data: dict[str, Any]) -> list[str]:
        wire.said.clear()
        wire.handle_msg({"content": {"data": data}, "buffers": []})
        return list(wire.said)

    page.expose_function("toKernel", hear)
    page.set_content(PAGE)
    yield widget
    widget.close()


def show(widget: Any, page: Any) -> None:
    """Draws one more view of the widget, and waits until it shows an article."""
    views = page.locator(".claims-editor").count()
    page.evaluate("state => show(state)", widget.get_state())
    page.locator(".claims-editor").nth(views).locator(".claims-block").first.wait_for()
