// Search, filter and order of the public edition, over the index in the page's other script. The list of the page is
// complete without it.
"use strict";
(() => {
  const place = document.getElementById("search");
  if (!place || !window.cynnyddIndex) return;
  const { rows: index, words } = window.cynnyddIndex;
  const list = document.getElementById("list");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = index.map((row) => plain([row.r, row.t, row.w, row.theme, row.agency].join(" ")));
  const node = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const form = node("form", "", { role: "search" });
  const field = (label, control) => {
    const made = node("label", label);
    made.append(control);
    form.append(made);
    return control;
  };
  const text = field(words.search, node("input", "", { type: "search", name: "q" }));
  const choices = {};
  for (const name of ["theme", "agency", "status"]) {
    const select = field(words[name], node("select", "", { name }));
    select.append(node("option", words.all, { value: "" }));
    const values = [...new Set(index.map((row) => row[name]))].filter(Boolean);
    for (const value of values.sort((a, b) => a.localeCompare(b))) select.append(node("option", value, { value }));
    choices[name] = select;
  }
  const order = field(words.order, node("select", "", { name: "order" }));
  order.append(node("option", words.ref, { value: "" }), node("option", words.status, { value: "rank" }), node("option", words.theme, { value: "theme" }));
  const count = node("p", "", { role: "status", class: "muted" });
  const found = node("ol");
  const show = () => {
    const wanted = plain(text.value).split(/\s+/).filter(Boolean);
    const chosen = Object.entries(choices).filter(([, select]) => select.value);
    const isUnfiltered = !wanted.length && !chosen.length && !order.value;
    if (list) list.hidden = !isUnfiltered;
    found.replaceChildren();
    count.textContent = "";
    if (isUnfiltered) return;
    const rows = index.filter(
      (row, at) => wanted.every((word) => searched[at].includes(word)) && chosen.every(([name, select]) => row[name] === select.value),
    );
    if (order.value === "rank") rows.sort((a, b) => a.rank - b.rank);
    if (order.value === "theme") rows.sort((a, b) => a.theme.localeCompare(b.theme));
    const base = place.dataset.base || "../";
    for (const row of rows) {
      const item = node("li");
      item.append(node("a", `${row.r} ${row.t}`, { href: base + row.a }));
      item.append(node("div", [row.status, row.theme, row.agency].filter(Boolean).join(" · "), { class: "muted small" }));
      found.append(item);
    }
    count.textContent = rows.length ? words.found.replace("{n}", rows.length).replace("{all}", index.length) : words.none;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  place.replaceChildren(form, count, found);
})();
