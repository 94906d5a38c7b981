// Search over the claims of a report: the index comes in scripts, read one after the other while the reader types.
"use strict";
(() => {
  const SHOWN = 100;
  const box = document.getElementById("search");
  const asked = { words: document.getElementById("words"), language: document.getElementById("language"), kind: document.getElementById("kind") };
  const told = document.getElementById("told");
  const list = document.getElementById("found");
  const shards = Number(box.dataset.shards);
  const rows = [];
  let read = 0;

  // letters without their marks, in one case; the forms of alif, ya and ta marbuta as one
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "").toLowerCase()
    .replace(/[\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647").replace(/\u06cc/g, "\u064a").replace(/\u06a9/g, "\u0643");

  // called by each script of the index
  window.claimsFound = (found) => {
    for (const row of found) rows.push({ row, folded: fold([row[2], ...row[5], row[7]].join("\n")) });
    read += 1;
    show();
    if (read < shards) load(read);
  };

  const load = (number) => {
    const script = document.createElement("script");
    script.src = `search/${number}.js`;
    script.onerror = () => { told.textContent = `search/${number}.js could not be read; copy the whole folder of the report.`; };
    document.head.append(script);
  };

  const make = (name, text, how = {}) => Object.assign(document.createElement(name), { textContent: text }, how);

  const line = ([claim, article, text, lang, dir, chain, kind, outlet, day]) => {
    const item = document.createElement("li");
    const about = make("div", "", { className: "quiet" });
    about.append(make("time", day || "no date"), " ", make("bdi", outlet));
    const way = document.createElement("a");
    way.href = `article/${article}.html#${claim}`;
    way.append(make("span", text, { className: "claim", lang, dir }));
    const who = make("div", "", { className: "chain" });
    chain.forEach((name, number) => who.append(number ? " → " : "", make("bdi", name || "unnamed source")));
    if (!chain.length) who.append(kind);
    const row = make("div", "", { className: "row" });
    row.append(make("span", ""), way);
    item.append(about, row, who);
    return item;
  };

  const show = () => {
    const parts = fold(asked.words.value).split(/\s+/).filter(Boolean);
    const { language, kind } = asked;
    if (!parts.length && !language.value && !kind.value) {
      list.replaceChildren();
      told.textContent = read < shards ? `Reading: ${rows.length} claims` : `${rows.length} claims to search`;
      return;
    }
    const found = rows.filter(({ row, folded }) =>
      (!language.value || row[3] === language.value) && (!kind.value || row[6] === kind.value) && parts.every((part) => folded.includes(part)));
    list.replaceChildren(...found.slice(0, SHOWN).map(({ row }) => line(row)));
    const more = found.length > SHOWN ? `, the first ${SHOWN} shown` : "";
    told.textContent = `${found.length} of ${rows.length} claims${more}${read < shards ? ", reading on" : ""}`;
  };

  for (const field of Object.values(asked)) field.addEventListener("input", show);
  show();
  if (shards) load(0);
})();
