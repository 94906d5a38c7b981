// The editor of one article's claims, as a view of an anywidget model: it draws what the session says and sends what a person does.
// The session counts code points and a browser UTF-16 units: they meet in the first section only.
// Text comes from anywhere: it becomes text nodes and nothing else. It is marked without touching its nodes (CSS highlights), so
// that no letter moves and Arabic letters stay joined.

const ROLES = ["content", "cue", "source", "addressee", "antecedent"];
const KEY_OF = { content: "C", cue: "Q", source: "S", addressee: "A", antecedent: "D", evidence: "Z" }; // evidence is the claim's, not the report's
const ROW_HEIGHT = 52; // of a claim in the list, in points; the style sheet says the same
const PATIENCE = 10_000; // milliseconds until a kernel is said to be silent

// Code points, blocks and directions --------------------------------------------------------------------------------------------------

const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTERS = /\p{L}/gu;

/** How many code points a string has. */
const count = (text) => (ASTRAL.test(text) ? [...text].length : text.length);

/** Whether a text runs from right to left: as its article does, unless it begins and mostly goes on the other way. */
const runsLeftwards = (text, article) => {
  const letters = text.match(LETTERS) ?? [];
  if (!letters.length) return article;
  const leftwards = letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length;
  const first = RIGHT_TO_LEFT.test(letters[0]);
  const most = leftwards * 2 > letters.length;
  return first === most ? first : article;
};

/** Whether an article runs from right to left: as its language is written, or as most of its letters where that is not known. */
const articleRunsLeftwards = ({ language, text }) => {
  const locale = new Intl.Locale(language);
  const { direction } = locale.getTextInfo?.() ?? locale.textInfo ?? {};
  if (direction) return direction === "rtl";
  const letters = text.match(LETTERS) ?? [];
  return letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length * 2 > letters.length;
};

/** An article's text in the page: a block a line, each one whole text node, and the ways between nodes and code points. */
export class Page {
  constructor(element, article) {
    this.element = element;
    this.text = article.text ?? "";
    this.leftwards = articleRunsLeftwards(article);
    this.segmenters = Object.fromEntries(["grapheme", "word"].map((by) => [by, new Intl.Segmenter(article.language, { granularity: by })]));
    let start = 0;
    this.blocks = this.text.split("\n").map((text, index) => {
      const role = article.segments.find((segment) => segment.start <= start && start < segment.end)?.role ?? "body";
      const leftwards = runsLeftwards(text, this.leftwards);
      const node = document.createTextNode(text);
      const paragraph = make("p", { dir: leftwards ? "rtl" : "ltr", class: `claims-block claims-${role}` }, node);
      if (role === "title" || role === "heading") Object.assign(paragraph, { role: "heading", ariaLevel: role === "title" ? 2 : 3 });
      const block = { text, index, start, leftwards, node, paragraph, astral: ASTRAL.test(text), end: start + count(text) };
      start = block.end + 1;
      return block;
    });
    this.end = this.blocks.at(-1).end;
    this.of = new Map(this.blocks.flatMap((block) => [[block.node, block], [block.paragraph, block]]));
    element.lang = article.language;
    element.replaceChildren(...this.blocks.map((block) => block.paragraph));
  }

  /** The block in which a code point stands; a line's end belongs to the line. */
  block(point) {
    let low = 0;
    for (let high = this.blocks.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= point) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }

  /** The code points of the blocks in sight, and of as much before and after them as the pane is high. */
  inSight() {
    const { scrollTop, clientHeight } = this.element;
    const first = this.blocks.find(({ paragraph }) => paragraph.offsetTop + paragraph.offsetHeight > scrollTop - clientHeight);
    const last = this.blocks.findLast(({ paragraph }) => paragraph.offsetTop < scrollTop + 2 * clientHeight);
    return [first?.start ?? 0, last?.end ?? this.end];
  }

  /** The text node and the UTF-16 unit at which a code point begins. */
  place(point) {
    const block = this.block(point);
    let unit = Math.min(point, block.end) - block.start;
    if (block.astral) {
      for (let left = unit, at = 0; ; left -= 1, at += block.text.codePointAt(at) > 0xffff ? 2 : 1)
        if (left === 0) { unit = at; break; }
    }
    return [block.node, unit];
  }

  /** The code point at a place in the page, null outside of the article; half a letter is the whole of it, back or forth. */
  point(node, unit, forth = false) {
    if (node === this.element) return unit < this.blocks.length ? this.blocks[unit].start : this.end;
    const block = this.of.get(node);
    if (!block) return null;
    if (node === block.paragraph) return unit ? block.end : block.start;
    if (!block.astral) return block.start + unit;
    if (unit && block.text.codePointAt(unit - 1) > 0xffff) unit += forth ? 1 : -1;
    return block.start + count(block.text.slice(0, unit));
  }

  /** The code points that a selection spans, null where it is not in the article; it ends with a letter and not with a line's end. */
  span(selection) {
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.element)) return null;
    let start = this.point(range.startContainer, range.startOffset) ?? 0;
    let end = this.point(range.endContainer, range.endOffset, true) ?? this.end;
    while (start < end && this.block(end).start === end) end -= 1;
    while (start < end && this.block(start).end === start) start += 1;
    return { start, end };
  }

  /** A range of the page for a span of code points, for the eye only: it does not follow changes of the page. */
  range([start, end]) {
    const [startContainer, startOffset] = this.place(start);
    const [endContainer, endOffset] = this.place(end);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  /** The next or previous border of a letter, as a reader counts letters; of words, the next end or the previous beginning. */
  step(point, forth, by = "grapheme") {
    const block = this.block(point);
    if (forth && point >= block.end) return Math.min(point + 1, this.end);
    if (!forth && point <= block.start) return Math.max(point - 1, 0);
    const unit = this.place(point)[1];
    const parts = [...this.segmenters[by].segment(block.text)].filter((part) => by === "grapheme" || part.isWordLike);
    const borders = parts.map(({ index, segment }) => (forth ? index + segment.length : index));
    const border = forth ? borders.find((border) => border > unit) : borders.findLast((border) => border < unit);
    return border === undefined ? (forth ? block.end : block.start) : this.point(block.node, border);
  }

  /** A range that the screen can be asked about. */
  live(from, to) {
    const range = document.createRange();
    range.setStart(...this.place(from));
    range.setEnd(...this.place(to));
    return range;
  }

  /** Whether a letter runs from right to left; figures never do, and what has no direction goes with its block. */
  letterRunsLeftwards(from, letter) {
    if (/[\p{L}\p{N}]/u.test(letter)) return RIGHT_TO_LEFT.test(letter) && !/\p{N}/u.test(letter);
    return this.block(from).leftwards;
  }

  /** Where on the screen a span begins (or ends): the left or right side of its first (last) letter, by that letter's direction. */
  edge(point, begins) {
    const [from, to] = begins ? [point, this.step(point, true)] : [this.step(point, false), point];
    const range = this.live(from, to);
    const rects = range.getClientRects();
    const rect = begins ? rects[0] : rects[rects.length - 1];
    const leftwards = this.letterRunsLeftwards(from, range.toString());
    return rect && { x: begins === leftwards ? rect.right : rect.left, top: rect.top, height: rect.height };
  }

  /** The code point at a place of the screen: before or after the letter there, by its half and the way it runs. Where directions
      meet, a browser's own answer is the other end of a run; it is the answer only where no letter is. */
  at(x, y) {
    const caret = document.caretPositionFromPoint(x, y);
    const near = caret && this.point(caret.offsetNode, caret.offset);
    if (near == null) return null;
    const block = this.block(near);
    const beside = [[near, this.step(near, true)], [this.step(near, false), near]];
    for (const [from, to] of [...beside, ...this.letters(block)]) {
      const range = this.live(from, to);
      const rect = [...range.getClientRects()].find((rect) => rect.left <= x && x <= rect.right && Math.abs(y - (rect.top + rect.bottom) / 2) < rect.height);
      if (rect) return x < (rect.left + rect.right) / 2 === this.letterRunsLeftwards(from, range.toString()) ? to : from;
    }
    return near;
  }

  /** The letters of a block, from a code point to a code point. */
  *letters(block) {
    let from = block.start;
    for (const { segment } of this.segmenters.grapheme.segment(block.text)) {
      const to = from + count(segment);
      yield [from, to];
      from = to;
    }
  }

  /** What a span says. */
  say([start, end]) {
    const [first, from] = this.place(start);
    const [last, to] = this.place(end);
    if (first === last) return first.data.slice(from, to);
    const [one, other] = [this.block(start), this.block(end)];
    const between = this.blocks.slice(one.index + 1, other.index).map((block) => block.text);
    return [first.data.slice(from), ...between, last.data.slice(0, to)].join("\n");
  }

  /** A span without the blanks at its ends. */
  trimmed({ start, end }) {
    const said = this.say([start, end]);
    return [start + count(said.match(/^\s*/u)[0]), end - count(said.match(/\s*$/u)[0])];
  }
}

// Elements, highlights and the kernel ---------------------------------------------------------------------------------------------------

/** An element; what is given as a string becomes text. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

/** Ranges by the name of their highlight. The document has one highlight of a name; every view adds its ranges to it and takes only its own out. */
class Paint {
  constructor() {
    this.ranges = new Map();
  }

  draw(name, ranges) {
    if (!globalThis.CSS?.highlights) return;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    for (const range of this.ranges.get(name) ?? []) highlight.delete(range);
    for (const range of ranges) highlight.add(range);
    highlight.priority = name.startsWith("claims-active") ? 1 : name.startsWith("claims-sel") || name === "claims-caret" ? 2 : 0;
    this.ranges.set(name, ranges);
    CSS.highlights.set(name, highlight);
  }

  clear() {
    for (const name of this.ranges.keys()) this.draw(name, []);
  }
}

/** The way to the session: `ask` resolves to its answer, and `hear` is told what other views of the same session changed. */
const connect = (model, { hear, silent, signal }) => {
  const me = Math.random().toString(36).slice(2);
  const waiting = new Map();
  let number = 0;
  const listen = (said) => {
    const asked = said.to === me && waiting.get(said.number);
    if (!asked) return said.answer?.view && hear(said.answer.view);
    waiting.delete(said.number);
    clearTimeout(asked.timer);
    if (said.wrong) asked.reject(new Error(said.wrong));
    else asked.resolve(said.answer);
  };
  model.on("msg:custom", listen);
  signal.addEventListener("abort", () => model.off("msg:custom", listen));
  return (ask, argument) =>
    new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject, timer: setTimeout(silent, PATIENCE) });
      model.send({ from: me, number, ask, argument });
    });
};

// Commands: each has a key, stands in the cheat sheet, and does one thing ---------------------------------------------------------------

const COMMANDS = [
  ["Move", "J", "next claim", (editor) => editor.step(1)],
  ["Move", "K", "previous claim", (editor) => editor.step(-1)],
  ["Move", "Shift+J", "next article", (editor) => editor.turn(1)],
  ["Move", "Shift+K", "previous article", (editor) => editor.turn(-1)],
  ["Move", "B", "the report around this one", (editor) => editor.climb()],
  ["Move", "/", "search the claims", (editor) => editor.search.focus()],
  ["Move", "T", "into the text: arrows move, with Shift they select, with Ctrl by words", (editor) => editor.enterText()],
  ["Move", "L", "into the list of claims", (editor) => editor.list.focus()],
  ["Move", "E", "into the form; Escape leaves it", (editor) => editor.form.enter()],
  ["Mark", "N", "new report whose content is the selection", (editor) => editor.newReport()],
  ["Mark", "M", "new claim of this report from the selection", (editor) => editor.newClaim(editor.report?.attribution_id ?? null)],
  ["Mark", "Shift+M", "new claim in the author's own voice from the selection", (editor) => editor.newClaim(null)],
  ...Object.entries(KEY_OF).flatMap(([role, key]) => [
    ["Mark", key, `the selection is the ${role}`, (editor) => editor.mark(role, false)],
    ["Mark", `Shift+${key}`, `the selection is one more part of the ${role}`, (editor) => editor.mark(role, true)],
  ]),
  ...Object.keys(KEY_OF).map((role, index) => ["Edges", `${index + 1}`, `hold the ${role}; again: its next part`, (editor) => editor.take(role)]),
  ["Edges", ",", "start one letter earlier (Alt: one word)", (editor, by) => editor.move("start", false, by)],
  ["Edges", "Shift+,", "start one letter later (Alt: one word)", (editor, by) => editor.move("start", true, by)],
  ["Edges", ".", "end one letter later (Alt: one word)", (editor, by) => editor.move("end", true, by)],
  ["Edges", "Shift+.", "end one letter earlier (Alt: one word)", (editor, by) => editor.move("end", false, by)],
  ["Edges", "0", "take this part of the span out", (editor) => editor.takeOut()],
  ["Change", "I", "change the source", (editor) => editor.askSource()],
  ["Change", "P", "change the report around this one", (editor) => editor.askParent()],
  ["Change", "V", "the claim is the author's own voice", (editor) => editor.onClaim("author_voice")],
  ["Change", "X", "split the claim at the cursor", (editor) => editor.split()],
  ["Change", "Space", "tick the claim for a merge", (editor) => editor.tick()],
  ["Change", "G", "merge the ticked claims", (editor) => editor.merge()],
  ...[["claims", "", "the claim"], ["attributions", "Shift+", "the report"]].flatMap(([table, shift, what]) => [
    ["Decide", `${shift}Y`, `accept ${what}`, (editor) => editor.decide("accept", table)],
    ["Decide", `${shift}R`, `reject ${what}, with a reason`, (editor) => editor.askReason("reject", table)],
    ["Decide", `${shift}F`, `flag ${what}, or take the flag back`, (editor) => editor.decide(editor.rowOf(table)?.values.flagged ? "reopen" : "flag", table)],
    ["Decide", `${shift}Delete`, `delete ${what}`, (editor) => editor.decide("delete", table)],
  ]),
  ["Decide", "W", "withdraw the claim, with a reason", (editor) => editor.askReason("withdraw", "claims")],
  ["Decide", "U", "undo", (editor) => editor.do({ do: "undo" })],
  ["Decide", "Shift+U", "redo", (editor) => editor.do({ do: "redo" })],
  ["Show", "O", "mark this report only, or all", (editor) => editor.toggleOnly()],
  ["Show", "?", "this list", (editor) => editor.showKeys()],
].map(([group, key, label, run]) => ({ group, key, label, run }));
const BY_KEY = new Map(COMMANDS.map((command) => [command.key, command]));
const ALSO = new Map([["Ctrl+Z", "U"], ["Ctrl+Shift+Z", "Shift+U"], ["Ctrl+Y", "Shift+U"], ["Backspace", "Delete"], ["Shift+Backspace", "Shift+Delete"]]);
const PHYSICAL = { Comma: ",", Period: ".", Slash: "/", Space: "Space" };

/** A key as the cheat sheet writes it: by its Latin letter, or by its place where the keyboard writes other letters. */
const keyOf = (event) => {
  if (event.key === "?" || event.key === "؟") return "?";
  const plain = /^[a-z0-9,./]$/i.test(event.key) ? event.key.toUpperCase() : null;
  const name = plain ?? PHYSICAL[event.code] ?? event.code.match(/^(?:Key|Digit)(.)$/)?.[1] ?? event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${name}`;
};

const writes = (element) => element.matches("input, textarea, select");

// The list: of thousands of claims, only those in sight are in the page ------------------------------------------------------------------

class List {
  constructor(editor) {
    this.editor = editor;
    this.rows = [];
    this.inner = make("div", { class: "claims-list-inner", role: "presentation" });
    this.element = make("div", { class: "claims-list", role: "listbox", tabindex: 0, "aria-label": "Claims", onscroll: () => this.draw() }, this.inner);
    this.element.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      editor.step(by);
    });
  }

  focus() {
    this.element.focus();
  }

  show(rows) {
    this.rows = rows;
    this.inner.style.height = `${rows.length * ROW_HEIGHT}px`;
    this.draw();
  }

  /** Brings the chosen row into sight. */
  reveal() {
    const top = this.rows.findIndex((row) => this.editor.isChosen(row)) * ROW_HEIGHT;
    if (top < 0) return;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + ROW_HEIGHT > scrollTop + clientHeight) this.element.scrollTop = top + ROW_HEIGHT - clientHeight;
  }

  draw() {
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW_HEIGHT) - 4);
    const last = first + Math.ceil((this.element.clientHeight || 600) / ROW_HEIGHT) + 8;
    const drawn = this.rows.slice(first, last).map((row, index) => this.row(row, first + index));
    this.inner.replaceChildren(...drawn);
    const chosen = drawn.find((row) => row.ariaSelected === "true");
    if (chosen) this.element.setAttribute("aria-activedescendant", chosen.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  row(row, index) {
    const { editor } = this;
    const { claim, report } = row;
    const chosen = editor.isChosen(row);
    const marks = [
      claim && claim.status !== "draft" && claim.status,
      report?.status === "reviewed" && "report reviewed",
      (claim?.flagged || report?.flagged) && "⚑ flagged",
      editor.wrongIn(row) && "⚠ to mend",
      claim && editor.ticked.has(claim.claim_id) && "✓ ticked",
    ].filter(Boolean);
    const chain = report ? [...report.chain].join(" › ") || "no source" : "author’s own voice";
    const text = claim ? claim.text : `no claim: ${report.cue.map((span) => editor.page.say(span)).join(" … ")}`;
    const attributes = { id: `${editor.id}-${row.id}`, class: "claims-row", role: "option", "aria-selected": String(chosen),
      "aria-setsize": this.rows.length, "aria-posinset": index + 1, style: `top: ${index * ROW_HEIGHT}px`, onclick: () => editor.choose(row) };
    return make("div", attributes,
      make("div", { class: "claims-row-head" }, make("bdi", { class: "claims-row-chain" }, chain), ...marks.map((mark) => make("span", { class: "claims-badge" }, mark))),
      make("div", { class: "claims-row-text", dir: "auto", lang: editor.view.article.language }, text));
  }
}

// The form: a control for every field of the codebook, with its definition ----------------------------------------------------------------

class Form {
  constructor(editor, codebook) {
    this.editor = editor;
    this.fields = Object.values(codebook).filter(({ table }) => table === "claims" || table === "attributions").map((field) => this.field(field));
    this.groups = [["claims", "Claim"], ["attributions", "Report"]].map(([table, title]) => {
      const general = make("div", { role: "alert" });
      const fields = this.fields.filter((field) => field.table === table);
      const about = table === "attributions" ? editor.sourceLine : "";
      const element = make("fieldset", {}, make("legend", {}, title), general, about, ...fields.map((field) => field.element));
      return { table, element, general };
    });
    this.element = make("form", { class: "claims-form", "aria-label": "Fields", onsubmit: (event) => event.preventDefault() }, ...this.groups.map((group) => group.element));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.editor.list.focus());
  }

  field({ table, field: name, values, type, help, nullable }) {
    const { editor } = this;
    const id = `${editor.id}-field-${table}-${name}`;
    const described = { id, "aria-describedby": `${id}-help ${id}-wrong` };
    const nothing = nullable ? [make("option", { value: "" }, "–")] : [];
    const control = type === "label"
      ? make("select", described, ...nothing, ...values.map(({ value, label }) => make("option", { value }, label)))
      : type === "text" ? make("textarea", { ...described, rows: 2, dir: "auto" }) : make("input", { ...described, type: type === "date" ? "date" : "text" });
    const meaning = make("small", { id: `${id}-help` });
    const wrong = make("div", { id: `${id}-wrong`, class: "claims-wrong" });
    const explain = () => {
      const chosen = values.find(({ value }) => value === control.value);
      meaning.replaceChildren(help, ...(chosen ? [make("em", {}, ` ${chosen.definition}`), make("bdi", {}, ` ${chosen.example}`)] : []));
    };
    control.addEventListener("change", () => {
      explain();
      const row = editor.rowOf(table);
      editor.do({ do: "set_field", table, row_id: row.id, field: name, value: control.value === "" ? null : control.value });
    });
    control.addEventListener("blur", () => this.draw());
    const label = make("label", { for: id }, name.replaceAll("_", " "));
    return { table, name, control, explain, wrong, element: make("div", { class: "claims-field" }, label, control, meaning, wrong) };
  }

  enter() {
    this.element.querySelector("fieldset:not([hidden]) :is(select, textarea, input)")?.focus();
  }

  /** Shows the chosen claim and report, with what is wrong in each of their fields. */
  draw() {
    for (const { table, element, general } of this.groups) {
      const row = this.editor.rowOf(table);
      element.hidden = !row;
      if (!row) continue;
      const problems = this.editor.problemsOf(row.id);
      const named = new Set(this.fields.filter((field) => field.table === table).map((field) => field.name));
      general.replaceChildren(...problems.filter(({ field }) => !named.has(field)).map(tell));
      for (const field of this.fields.filter((field) => field.table === table)) {
        const wrong = problems.filter((problem) => problem.field === field.name);
        if (field.control !== document.activeElement || !field.control.matches("textarea, input")) field.control.value = row.values[field.name] ?? "";
        field.control.ariaInvalid = String(wrong.length > 0);
        field.wrong.replaceChildren(...wrong.map(tell));
        field.explain();
      }
    }
  }
}

/** What is wrong, and how to mend it. */
const tell = ({ severity, sentence, mend }) => make("p", { class: `claims-${severity}` }, `${sentence}${mend ? ` Mend: ${mend}` : ""}`);

// The editor -----------------------------------------------------------------------------------------------------------------------------

class Editor {
  constructor(model, root, signal) {
    Object.assign(this, { model, root, signal, id: `claims-${Math.random().toString(36).slice(2)}`, paint: new Paint() });
    Object.assign(this, { view: null, claim: null, report: null, selection: null, role: "content", part: 0, ticked: new Set(), only: false, due: null });
    this.ask = connect(model, { signal, hear: (view) => this.hear(view), silent: () => this.say("The kernel does not answer: what was done last is not saved. Run the cell again if the kernel was restarted.", "error") });
    this.build();
    root.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("selectionchange", () => this.readSelection(), { signal });
    new ResizeObserver(() => this.view && this.drawHandles()).observe(this.text);
    signal.addEventListener("abort", () => {
      cancelAnimationFrame(this.due);
      this.paint.clear();
    });
  }

  build() {
    const button = (key, content = BY_KEY.get(key).label) =>
      make("button", { type: "button", title: `${BY_KEY.get(key).label} (${key})`, "aria-keyshortcuts": key, onmousedown: (event) => event.preventDefault(), onclick: () => this.run(BY_KEY.get(key)) }, content, make("kbd", { "aria-hidden": "true" }, key));
    this.picker = make("select", { class: "claims-articles", "aria-label": "Article", onchange: () => this.open(this.picker.value), onfocus: () => this.guard(() => this.listArticles()) });
    this.scope = make("select", { "aria-label": "Which articles", onchange: () => this.guard(() => this.listArticles()) }, ...Object.entries(SCOPES).map(([value, [label]]) => make("option", { value }, label)));
    this.status = make("div", { class: "claims-status", role: "status", "aria-live": "polite" });
    this.progress = make("span", { class: "claims-progress" });
    this.undo = button("U", "Undo");
    this.redo = button("Shift+U", "Redo");
    const bar = make("div", { class: "claims-bar", role: "toolbar", "aria-label": "Article and history" },
      button("Shift+K", "Previous"), this.scope, this.picker, button("Shift+J", "Next"), this.progress, this.undo, this.redo, button("?", "Keys"));
    this.title = make("div", { class: "claims-about", dir: "auto" });
    this.crumbs = make("nav", { class: "claims-crumbs", "aria-label": "Chain of sources, outermost first" });
    this.text = make("div", { class: "claims-text", tabindex: 0, role: "document", "aria-label": "Text of the article", onscroll: () => this.scrolled(), onmousedown: (event) => this.press(event), onclick: (event) => this.pick(event), onfocus: () => this.drawCaret(), onblur: () => this.drawCaret() });
    this.text.addEventListener("keydown", (event) => this.walk(event));
    this.handles = make("div", { class: "claims-handles", "aria-hidden": "true" });
    const roles = Object.entries(KEY_OF).map(([role, key]) => button(key, make("span", { class: `claims-swatch claims-swatch-${role}` }, role)));
    const marks = make("div", { class: "claims-bar", role: "toolbar", "aria-label": "What the selection is" }, ...roles, button("N", "New report"), button("M", "New claim"), button("X", "Split"), button("G", "Merge"));
    this.search = make("input", { type: "search", placeholder: "Search claims (/)", "aria-label": "Search the claims", dir: "auto", oninput: () => this.filter(), onkeydown: (event) => event.key === "Escape" && this.list.focus() });
    this.which = make("select", { "aria-label": "Which claims", onchange: () => this.filter() }, ...Object.entries(FILTERS).map(([value, [label]]) => make("option", { value }, label)));
    this.list = new List(this);
    const decide = make("div", { class: "claims-bar", role: "toolbar", "aria-label": "Decide on the claim" }, button("Y", "Accept"), button("R", "Reject"), button("F", "Flag"), button("W", "Withdraw"), button("V", "Author’s voice"), button("P", "Nest"));
    this.sourceLine = make("div", { class: "claims-field claims-source-line" });
    this.changeSource = button("I", "Change");
    this.form = new Form(this, this.model.get("codebook"));
    this.dialog = make("dialog", { class: "claims-dialog" });
    this.root.classList.add("claims-editor");
    this.root.dataset.lmSuppressShortcuts = "true"; // JupyterLab's own keys would cut cells
    this.root.role = "region";
    this.root.ariaLabel = "Editor of claims";
    this.root.replaceChildren(bar, this.status,
      make("div", { class: "claims-columns" },
        make("div", { class: "claims-left" }, this.title, this.crumbs, marks, make("div", { class: "claims-page" }, this.text, this.handles)),
        make("div", { class: "claims-right" }, make("div", { class: "claims-bar" }, this.search, this.which), this.list.element, decide, this.form.element)),
      this.dialog);
    if (!globalThis.CSS?.highlights) this.say("This browser cannot draw the spans: it takes Chromium 105, Firefox 140, Safari 17.2 or newer.", "error");
  }

  say(sentence, kind = "done") {
    this.status.textContent = sentence;
    this.status.dataset.kind = kind;
  }

  // What the session says

  start() {
    return this.guard(async () => {
      const articles = await this.listArticles();
      const before = this.model.get("article_id");
      const known = articles.some((article) => article.article_id === before);
      if (!articles.length) this.say("There is no article.", "error");
      else await this.open(known ? before : articles[0].article_id);
    });
  }

  async listArticles() {
    const articles = await this.ask("articles", SCOPES[this.scope.value][1]);
    const label = ({ title, article_id, open }) => `\u2068${title || article_id}\u2069 · ${open ? `${open} open` : "done"}`;
    this.picker.replaceChildren(...articles.map((article) => make("option", { value: article.article_id }, label(article))));
    this.picker.value = this.view?.article.article_id ?? "";
    return articles;
  }

  /** Runs what may fail, and says the failure. */
  async guard(run) {
    try {
      return await run();
    } catch (failure) {
      this.say(failure.message, "error");
    }
  }

  async open(article) {
    const view = await this.guard(() => this.ask("view", article));
    if (!view) return;
    this.model.set("article_id", article);
    this.model.save_changes();
    this.adopt(view);
  }

  /** Another view of this session changed the article that is open here. */
  hear(view) {
    if (view.article.article_id === this.view?.article.article_id) this.adopt(view);
  }

  async do(change) {
    const answer = await this.guard(() => this.ask("do", { article_id: this.view.article.article_id, change }));
    if (!answer) return;
    const news = /create|split|merge|undo|redo/.test(change.do) ? answer.touched : [];
    this.adopt(answer.view, news, answer.saved ? [] : answer.problems);
    this.say(answer.saved ? "Saved." : `Not saved: ${answer.message}`, answer.saved ? "done" : "error");
  }

  /** Shows an article as it now stands: `news` are rows to go to, `refused` what is wrong with a change that was not made. */
  adopt(view, news = [], refused = []) {
    const other = view.article.article_id !== this.view?.article.article_id;
    this.view = view;
    this.reports = new Map(view.attributions.map((report) => [report.attribution_id, report]));
    this.claims = new Map(view.claims.map((claim) => [claim.claim_id, claim]));
    this.wrong = Map.groupBy([...view.problems, ...refused], (problem) => problem.row_id);
    if (other) this.drawArticle();
    this.rows = rowsOf(view);
    const fresh = this.rows.find((row) => news.includes(row.claim?.claim_id)) ?? this.rows.find((row) => news.includes(row.report?.attribution_id));
    if (fresh) [this.claim, this.report] = [fresh.claim, fresh.report];
    else {
      this.claim = this.claims.get(this.claim?.claim_id) ?? null;
      this.report = this.claim ? this.reports.get(this.claim.attribution_id) ?? null : this.reports.get(this.report?.attribution_id) ?? null;
    }
    if (!this.claim && !this.report && this.rows.length) [this.claim, this.report] = [this.rows[0].claim, this.rows[0].report];
    this.undo.disabled = !view.can_undo;
    this.redo.disabled = !view.can_redo;
    this.progress.textContent = view.progress.articles ? `${view.progress.done} of ${view.progress.articles} done` : "";
    this.drawSpans();
    this.filter();
    this.draw();
    if (view.fault) this.say(`Nothing can be saved: ${view.fault}`, "error");
  }

  // What is chosen

  isChosen(row) {
    return row.claim ? row.claim === this.claim : !this.claim && row.report === this.report;
  }

  choose(row) {
    [this.claim, this.report] = [row.claim, row.report];
    [this.role, this.part] = [row.report ? "content" : "evidence", 0];
    this.draw();
    this.show(this.spans(this.role)[0]);
  }

  step(by) {
    const rows = this.list.rows;
    const now = rows.findIndex((row) => this.isChosen(row));
    const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
    if (next) this.choose(next);
  }

  async turn(by) {
    const next = await this.ask("next", { article_id: this.view.article.article_id, wanted: SCOPES[this.scope.value][1], step: by });
    if (next) await this.open(next);
    else this.say(by > 0 ? "This is the last article." : "This is the first article.");
  }

  climb() {
    const above = this.reports.get(this.report?.parent_id);
    if (above) this.chooseReport(above);
  }

  chooseReport(report) {
    this.choose(this.rows.find((row) => row.report === report) ?? { claim: null, report });
  }

  /** The chosen row of a table, its id and its values. */
  rowOf(table) {
    const values = table === "claims" ? this.claim : this.report;
    return values && { id: table === "claims" ? values.claim_id : values.attribution_id, values };
  }

  problemsOf(id) {
    return this.wrong.get(id) ?? [];
  }

  wrongIn({ claim, report }) {
    return this.problemsOf(claim?.claim_id).length + this.problemsOf(report?.attribution_id).length > 0;
  }

  filter() {
    const sought = fold(this.search.value);
    const fits = FILTERS[this.which.value][1];
    const about = ({ claim, report }) => fold([claim?.text, claim?.standalone, ...(report?.chain ?? [])].join(" "));
    this.list.show(this.rows.filter((row) => fits(row, this) && (!sought || about(row).includes(sought))));
  }

  // What a person does

  key(event) {
    event.stopPropagation();
    if (this.dialog.open || event.defaultPrevented) return;
    const key = keyOf(event);
    if (writes(event.target) || (event.target.matches("button") && key === "Space")) return;
    const command = BY_KEY.get(ALSO.get(key) ?? key);
    if (!command) return;
    event.preventDefault();
    this.run(command, event.altKey ? "word" : "grapheme");
  }

  run(command, by) {
    if (!this.view) return;
    this.readSelection(); // a key may come before the document has told of the selection
    this.guard(async () => command.run(this, by));
  }

  readSelection() {
    const span = this.page?.span(document.getSelection());
    if (!span) return;
    this.selection = span;
    this.paint.draw("claims-selection", span.start < span.end ? [this.page.range([span.start, span.end])] : []);
    this.drawCaret();
  }

  /** The selection as a span; without one it says so and there is none. */
  selected() {
    const span = this.selection && this.page.trimmed(this.selection);
    if (span && span[0] < span[1]) return span;
    this.say("Select a part of the text first.", "error");
    return null;
  }

  needReport() {
    if (!this.report) this.say("Choose a report first, or make one of the selection (N).", "error");
    return this.report;
  }

  needClaim() {
    if (!this.claim) this.say("Choose a claim first.", "error");
    return this.claim;
  }

  /** The spans of a role of the chosen report, or the evidence of the chosen claim. */
  spans(role) {
    return (role === "evidence" ? this.claim?.evidence : this.report?.[role]) ?? [];
  }

  /** Shows the spans at once, so that the next key counts from them; the answer brings those that hold. */
  setSpan(role, parts) {
    const spans = joined(parts);
    const of = role === "evidence" ? { claim_id: this.claim.claim_id } : { attribution_id: this.report.attribution_id };
    (role === "evidence" ? this.claim : this.report)[role] = spans;
    this.draw();
    return this.do({ do: "set_span", ...of, role, spans });
  }

  need(role) {
    return role === "evidence" ? this.needClaim() : this.needReport();
  }

  mark(role, more) {
    const span = this.need(role) && this.selected();
    if (!span) return;
    const spans = more ? [...this.spans(role), span] : [span];
    [this.role, this.part] = [role, joined(spans).findIndex(([start, end]) => start <= span[0] && span[1] <= end)];
    return this.setSpan(role, spans);
  }

  newReport() {
    const content = this.selected();
    return content && this.do({ do: "create_attribution", article_id: this.view.article.article_id, content: [content], claim: true });
  }

  newClaim(attribution_id) {
    const evidence = this.selected();
    return evidence && this.do({ do: "create_claim", article_id: this.view.article.article_id, attribution_id, evidence: [evidence] });
  }

  take(role) {
    if (!this.need(role)) return;
    const spans = this.spans(role);
    this.part = role === this.role && spans.length ? (this.part + 1) % spans.length : 0;
    this.role = role;
    const span = spans[this.part];
    this.say(span ? `${role}: \u2068${this.page.say(span)}\u2069` : `There is no ${role}.`);
    this.draw();
    this.show(span);
  }

  /** Moves an edge of the part that is held; a span never becomes empty, and parts that meet become one. */
  move(edge, forth, by) {
    const spans = this.spans(this.role).map((span) => [...span]);
    const span = this.need(this.role) && spans[this.part];
    if (!span) return;
    const side = edge === "start" ? 0 : 1;
    span[side] = this.page.step(span[side], forth, by);
    return span[0] < span[1] && this.setSpan(this.role, spans);
  }

  takeOut() {
    const spans = this.need(this.role) && this.spans(this.role);
    return spans?.length && this.setSpan(this.role, spans.filter((_, index) => index !== this.part));
  }

  onClaim(what) {
    return this.needClaim() && this.do({ do: what, claim_id: this.claim.claim_id });
  }

  split() {
    if (!this.needClaim()) return;
    if (!this.selection) return this.say("Set the cursor where the second claim begins.", "error");
    return this.do({ do: "split_claim", claim_id: this.claim.claim_id, at: this.selection.start });
  }

  tick() {
    if (!this.needClaim()) return;
    const id = this.claim.claim_id;
    if (!this.ticked.delete(id)) this.ticked.add(id);
    this.list.draw();
  }

  async merge() {
    const claim_ids = [...this.ticked].filter((id) => this.claims.has(id));
    if (claim_ids.length < 2) return this.say("Tick two claims or more first (Space).", "error");
    this.ticked.clear();
    return this.do({ do: "merge_claims", claim_ids });
  }

  decide(what, table, reason) {
    const row = (table === "claims" ? this.needClaim() : this.needReport()) && this.rowOf(table);
    return row && this.do({ do: what, table, row_id: row.id, ...(reason ? { reason } : {}) });
  }

  toggleOnly() {
    this.only = !this.only;
    this.drawSpans();
  }

  /** Selects from the letter that is pressed to the one where the pointer is; a browser would drag what is selected already. */
  press(event) {
    if (event.button || event.detail > 1 || event.shiftKey) return;
    const from = this.page.at(event.clientX, event.clientY);
    if (from === null) return;
    event.preventDefault();
    this.text.focus({ preventScroll: true });
    const follow = ({ clientX, clientY }) => {
      const { top, bottom } = this.text.getBoundingClientRect();
      this.text.scrollTop += Math.min(0, clientY - top) + Math.max(0, clientY - bottom);
      const to = this.page.at(clientX, clientY);
      if (to !== null) document.getSelection().setBaseAndExtent(...this.page.place(from), ...this.page.place(to));
    };
    follow(event);
    this.whileHeld(follow, () => {});
  }

  /** Follows the pointer until it is let go. */
  whileHeld(follow, drop) {
    const end = new AbortController();
    const until = (what) => (event) => (end.abort(), what(event));
    document.addEventListener("pointermove", follow, { signal: end.signal });
    document.addEventListener("pointerup", until(drop), { signal: end.signal });
    document.addEventListener("pointercancel", until(() => this.draw()), { signal: end.signal });
  }

  /** The report whose words were clicked on; again: the one around it. */
  pick(event) {
    const selection = document.getSelection();
    if (!selection.isCollapsed || event.detail > 1) return;
    const point = this.page.span(selection)?.start;
    const holds = ([start, end]) => start <= point && point <= end;
    const size = (report) => report.content.reduce((sum, [start, end]) => sum + end - start, 0);
    const here = this.view.attributions.filter((report) => ROLES.some((role) => report[role].some(holds))).sort((a, b) => size(a) - size(b));
    if (here.length) return this.chooseReport(here[(here.indexOf(this.report) + 1) % here.length]);
    const own = this.rows.find(({ claim, report }) => !report && claim.evidence.some(holds));
    if (own) this.choose(own);
  }

  // The cursor in the text: the browser's own, moved by the keyboard too

  enterText() {
    this.text.focus({ preventScroll: true });
    if (this.page.span(document.getSelection())) return;
    const point = this.report?.content[0]?.[0] ?? this.claim?.evidence[0]?.[0] ?? 0;
    document.getSelection().collapse(...this.page.place(point));
  }

  walk(event) {
    const way = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "backward", ArrowDown: "forward", Home: "backward", End: "forward" }[event.key];
    if (!way || event.altKey) return;
    event.preventDefault();
    this.enterText();
    const selection = document.getSelection();
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (sideways && event.ctrlKey) {
      const from = this.page.point(selection.focusNode, selection.focusOffset);
      const forth = (event.key === "ArrowLeft") === this.page.block(from).leftwards;
      const place = this.page.place(this.page.step(from, forth, "word"));
      if (event.shiftKey) selection.extend(...place);
      else selection.collapse(...place);
    } else selection.modify(event.shiftKey ? "extend" : "move", way, sideways ? "character" : event.key.length < 5 ? "lineboundary" : "line");
    const point = this.page.point(selection.focusNode, selection.focusOffset);
    if (point !== null) this.show([point]);
  }

  // Dialogs

  /** Asks in a dialog: resolves when it is confirmed, to what `read` gives, and never when it is left. */
  dialogue(title, content, read) {
    return new Promise((resolve) => {
      const confirm = (event) => {
        event.preventDefault();
        const value = read();
        if (value == null) return;
        this.dialog.close();
        resolve(value);
      };
      const close = make("button", { type: "button", onclick: () => this.dialog.close() }, read ? "Cancel" : "Close");
      const head = make("h3", read ? {} : { tabindex: -1 }, title);
      this.dialog.ariaLabel = title;
      this.dialog.replaceChildren(make("form", { onsubmit: confirm }, head, ...content, make("div", { class: "claims-bar" }, ...(read ? [make("button", {}, "OK")] : []), close)));
      this.dialog.showModal();
      (read ? content[0] : head).focus();
      content[0].select?.();
    });
  }

  async askReason(what, table) {
    const row = (table === "claims" ? this.needClaim() : this.needReport()) && this.rowOf(table);
    if (!row) return;
    const reason = make("input", { "aria-label": "Reason", dir: "auto" });
    const said = await this.dialogue(`Why ${what} the ${table === "claims" ? "claim" : "report"}?`, [reason], () => reason.value.trim());
    return this.do({ do: what, table, row_id: row.id, ...(said ? { reason: said } : {}) });
  }

  async askParent() {
    if (!this.needReport()) return;
    const report = this.report;
    const below = (other) => other && (other === report || below(this.reports.get(other.parent_id)));
    const label = (other) => [other.chain.join(" › ") || "no source", other.cue.map((span) => this.page.say(span)).join(" … "), other.content.map((span) => this.page.say(span)).join(" … ").slice(0, 60)].join(" | ");
    const options = this.view.attributions.filter((other) => !below(other)).map((other) => make("option", { value: other.attribution_id, selected: other.attribution_id === report.parent_id }, label(other)));
    const choice = make("select", { size: 10, "aria-label": "The report around this one", class: "claims-wide" }, make("option", { value: "", selected: !report.parent_id }, "none: it is the outermost"), ...options);
    const parent_id = (await this.dialogue("Which report is around this one?", [choice], () => choice.value)) || null;
    return this.do({ do: "reparent", attribution_id: report.attribution_id, parent_id });
  }

  async askSource() {
    if (!this.needReport()) return;
    const report = this.report;
    const kinds = this.model.get("codebook")["sources.kind"].values;
    const kind = make("select", { "aria-label": "What sort of source the new one is" }, ...kinds.map(({ value, label, definition }) => make("option", { value, title: definition }, label)));
    const choice = make("select", { size: 8, class: "claims-wide", "aria-label": "Sources found" });
    const sought = make("input", { type: "search", dir: "auto", "aria-label": "Name of the source, in any script", value: report.source.map((span) => this.page.say(span)).join(" ") });
    const search = async () => {
      const asked = sought.value.trim();
      const found = asked ? await this.ask("find_sources", asked) : [];
      if (asked !== sought.value.trim()) return;
      const known = found.map((source) => make("option", { value: source.source_id }, `${source.name} · ${source.kind}${source.alias && source.alias !== source.name ? ` · ${source.alias}` : ""}`));
      choice.replaceChildren(...known, ...(asked ? [make("option", { value: "" }, `new source: ${asked}`)] : []));
      choice.selectedIndex = 0;
    };
    sought.addEventListener("input", () => this.guard(search));
    sought.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      choice.selectedIndex = Math.max(0, Math.min(choice.length - 1, choice.selectedIndex + by));
    });
    this.guard(search);
    const read = () => (choice.selectedIndex < 0 ? null : choice.value ? { source_id: choice.value } : { name: sought.value.trim(), kind: kind.value });
    const source = await this.dialogue("Who is the source?", [sought, choice, make("label", {}, "A new source is a ", kind)], read);
    return this.do({ do: "set_source", attribution_id: report.attribution_id, ...source });
  }

  showKeys() {
    const groups = Map.groupBy(COMMANDS, (command) => command.group);
    const tables = [...groups].map(([group, commands]) => make("section", {}, make("h4", {}, group), make("dl", {}, ...commands.flatMap(({ key, label }) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, label)]))));
    this.dialogue("Keys", [make("div", { class: "claims-keys" }, ...tables)]);
  }

  // Drawing

  drawArticle() {
    const { article } = this.view;
    this.claim = this.report = this.selection = null;
    this.ticked.clear();
    this.page = new Page(this.text, article);
    this.picker.value = article.article_id;
    this.title.replaceChildren(...[article.outlet, article.published_at?.slice(0, 16).replace("T", " "), article.language].filter(Boolean).map((part) => make("bdi", {}, part)));
    this.text.scrollTop = 0;
    this.readSelection();
  }

  /** Marks the spans of all reports, faintly, where the text is in sight and a little beyond: a browser goes through all marks at each change. */
  drawSpans() {
    const [from, to] = this.page.inSight();
    const inSight = (report) => ROLES.some((role) => report[role].some(([start, end]) => start <= to && from <= end));
    const reports = this.only ? [] : this.view.attributions.filter(inSight);
    const ranges = (some, role) => some.flatMap((report) => report[role].map((span) => this.page.range(span)));
    for (const role of ROLES) this.paint.draw(`claims-${role}`, ranges(reports, role));
    this.paint.draw("claims-nested", ranges(reports.filter((report) => report.parent_id), "content"));
  }

  /** Draws all that hangs on what is chosen. */
  draw() {
    const { report, claim } = this;
    for (const role of ROLES) this.paint.draw(`claims-active-${role}`, report ? report[role].map((span) => this.page.range(span)) : []);
    this.paint.draw("claims-active-evidence", claim ? claim.evidence.map((span) => this.page.range(span)) : []);
    this.drawCrumbs();
    this.drawSource();
    this.drawHandles();
    this.form.draw();
    this.list.reveal();
    this.list.draw();
  }

  /** Marks what came into sight, once for each picture of the screen. */
  scrolled() {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.drawSpans();
    });
  }

  drawCrumbs() {
    const chain = [];
    for (let report = this.report; report; report = this.reports.get(report.parent_id)) chain.unshift(report);
    const links = chain.map((report) =>
      make("li", {}, make("button", { type: "button", "aria-current": report === this.report ? "true" : null, onclick: () => this.chooseReport(report) },
        make("bdi", {}, report.source_name ?? "no source"), " ", make("bdi", { class: "claims-cue" }, report.cue.map((span) => this.page.say(span)).join(" … ")))));
    this.crumbs.replaceChildren(links.length ? make("ol", {}, ...links) : make("span", {}, this.claim ? "the author’s own voice" : ""));
  }

  drawSource() {
    const { report } = this;
    const source = this.view.sources[report?.source_id];
    const name = make("output", {}, make("bdi", {}, report?.source_name ?? "none"), source ? ` · ${source.kind}` : "");
    this.sourceLine.replaceChildren(make("span", {}, "source"), name, this.changeSource);
  }

  drawCaret() {
    const selection = document.getSelection();
    const point = this.page && document.activeElement === this.text ? this.page.point(selection.focusNode, selection.focusOffset) : null;
    const after = point === null ? null : this.page.step(point, true);
    this.paint.draw("claims-caret", point === null || after === point ? [] : [this.page.range([point, after])]);
  }

  /** Two handles at the edges of each part of the chosen role, to be drawn with the mouse. */
  drawHandles() {
    const spans = this.spans(this.role);
    const frame = this.handles.parentElement.getBoundingClientRect();
    const handles = spans.flatMap((span, part) => [0, 1].map((side) => {
      const at = this.page.edge(span[side], side === 0);
      const style = at && `left: ${at.x - frame.left}px; top: ${at.top - frame.top}px; height: ${at.height}px`;
      return at && make("div", { class: `claims-handle claims-handle-${this.role}`, style, onpointerdown: (event) => this.drag(event, part, side) });
    }));
    this.handles.classList.remove("claims-dragged");
    this.handles.replaceChildren(...handles.filter(Boolean));
  }

  drag(event, part, side) {
    event.preventDefault();
    const spans = this.spans(this.role).map((span) => [...span]);
    this.handles.classList.add("claims-dragged"); // the text under them answers the pointer now
    const follow = ({ clientX, clientY }) => {
      const point = this.page.at(clientX, clientY);
      if (point === null || (side ? point <= spans[part][0] : point >= spans[part][1])) return;
      spans[part][side] = point;
      this.paint.draw(`claims-active-${this.role}`, spans.map((span) => this.page.range(span)));
    };
    this.whileHeld(follow, () => {
      this.part = part;
      this.setSpan(this.role, spans);
    });
  }

  /** Scrolls the text, and not the notebook, until a span is in sight. */
  show(span) {
    const at = span && this.page.edge(span[0], true);
    if (!at) return;
    const frame = this.text.getBoundingClientRect();
    if (at.top < frame.top) this.text.scrollTop -= frame.top - at.top + frame.height / 4;
    else if (at.top + at.height > frame.bottom) this.text.scrollTop += at.top + at.height - frame.bottom + frame.height / 4;
  }
}

const SCOPES = {
  all: ["all articles", {}],
  open: ["open articles", { status: "open" }],
  doubt: ["the doubtful first", { status: "open", order: "doubt" }],
  done: ["done articles", { status: "done" }],
  flagged: ["flagged articles", { flagged: true }],
};

const FILTERS = {
  all: ["all claims", () => true],
  open: ["not yet reviewed", ({ claim, report }) => claim?.status === "draft" || report?.status === "draft"],
  done: ["reviewed", ({ claim }) => claim && claim.status !== "draft" && claim.status !== "withdrawn"],
  flagged: ["flagged", ({ claim, report }) => claim?.flagged || report?.flagged],
  wrong: ["to mend", (row, editor) => editor.wrongIn(row)],
  withdrawn: ["withdrawn", ({ claim }) => claim?.status === "withdrawn"],
  own: ["author’s own voice", ({ report }) => !report],
};

/** Letters without their marks and in small: what a search compares. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Spans in order, those that touch or overlap made one. */
const joined = (spans) =>
  [...spans].sort((a, b) => a[0] - b[0]).reduce((done, [start, end]) => {
    const last = done.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else done.push([start, end]);
    return done;
  }, []);

/** A row a claim, and one a report that has no claim, in the order of the text. */
const rowsOf = (view) => {
  const reports = new Map(view.attributions.map((report) => [report.attribution_id, report]));
  const rows = view.claims.map((claim) => ({ id: claim.claim_id, claim, report: reports.get(claim.attribution_id) ?? null, at: claim.evidence[0]?.[0] ?? 0 }));
  const claimed = new Set(view.claims.map((claim) => claim.attribution_id));
  const bare = view.attributions.filter((report) => !claimed.has(report.attribution_id));
  return [...rows, ...bare.map((report) => ({ id: report.attribution_id, claim: null, report, at: (report.content[0] ?? report.cue[0] ?? [0])[0] }))].sort((a, b) => a.at - b.at);
};

export default {
  render({ model, el }) {
    const end = new AbortController();
    new Editor(model, el, end.signal).start();
    return () => end.abort();
  },
};
