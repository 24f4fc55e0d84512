// The header's search box: an ARIA combobox over the edition's own index. Arrows, Enter, Escape, and / to focus.

import { find, prepare } from "./finder.js";

const form = document.querySelector(".zr-search");
if (form) start(form);

function start(box) {
  const input = box.querySelector("input");
  const panel = box.querySelector(".zr-search-panel");
  const list = box.querySelector("[role=listbox]");
  const count = box.querySelector(".zr-search-count");
  const root = new URL(`${box.dataset.root}/`, document.baseURI);
  let index = null;
  let prepared = null;
  let loading = null;
  let active = -1;

  function load() {
    loading ??= fetch(new URL("assets/search-index.json", root))
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then((data) => {
        index = data;
        prepared = prepare(data);
      })
      .catch(() => {
        loading = null;
      });
    return loading;
  }

  async function update() {
    const query = input.value.trim();
    if (!query) return close();
    await load();
    if (query !== input.value.trim()) return;
    if (!prepared) return showFailure();
    const { total, rows: found } = find(prepared, query);
    list.replaceChildren(...found.map(option));
    count.textContent = total ? index.words.count.replace("{count}", total) : index.words.none;
    open();
    activate(-1);
  }

  function showFailure() {
    list.replaceChildren();
    count.textContent = `${box.dataset.failed} `;
    const link = document.createElement("a");
    link.href = new URL("zones/", root);
    link.textContent = box.dataset.list;
    count.append(link);
    open();
  }

  function option(row, number) {
    const table = index.kinds[row.kind].table;
    const item = document.createElement("li");
    item.id = `zr-option-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const link = document.createElement("a");
    link.href = new URL(table === "terms" ? `glossary/#${row.id}` : `${table}/${row.id}/`, root);
    link.dataset.record = `${table}/${row.id}`;
    link.tabIndex = -1;
    const name = document.createElement("strong");
    name.textContent = row.name;
    if (box.dataset.language === "en" && /[가-힣]/.test(row.name)) name.lang = "ko";
    const note = document.createElement("span");
    note.textContent = [index.kinds[row.kind].label, row.where, row.status].filter(Boolean).join(" · ");
    link.append(name, note);
    item.append(link);
    return item;
  }

  function open() {
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(number) {
    const options = [...list.children];
    options.forEach((item, position) => item.setAttribute("aria-selected", String(position === number)));
    active = number;
    if (number < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[number].id);
    options[number].scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const length = list.children.length;
    if (length) activate((active + step + length + (active < 0 && step < 0 ? 1 : 0)) % length);
  }

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    // While an input method composes a syllable its keys belong to the syllable.
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) update();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    // What the arrow keys chose stands; updating would choose the first.
    if (active < 0) await update();
    const link = list.querySelectorAll("a")[Math.max(active, 0)];
    if (link) location.assign(link.href);
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
}
