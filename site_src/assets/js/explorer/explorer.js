// Makes an explorer of a list: facets, a text filter, sorts, cards and a table, pages, and a file of what is shown.
// The list is whole without it; where its rows cannot be loaded, the list stays and says so.

import { numbers } from "../search/pagination.js";
import { element } from "../search/results.js";
import { fill } from "../search/said.js";
import { csvOf } from "./csv.js";
import { Facets } from "./facets.js";
import { openMatcher } from "./matcher.js";
import { prepare, select } from "./model.js";
import { Rows } from "./rows.js";
import { readState, writeState } from "./state.js";

const ON_A_PAGE = 50;
// Browsers refuse an address that changes with every letter of a fast typist.
const WRITTEN_AFTER = 400;

const place = document.querySelector(".zr-explorer");
if (place) load(place);

async function load(place) {
  place.classList.add("zr-explorer--on");
  // What an address asks for is on its way: until then the whole list is not the answer.
  if (location.search) place.setAttribute("aria-busy", "true");
  const file = new URL(place.dataset.file, document.baseURI).href;
  try {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(`${answer.status} ${file}`);
    start(place, prepare(await answer.json()), file);
  } catch (error) {
    place.classList.add("zr-explorer--failed");
    place.setAttribute("aria-busy", "false");
    place.querySelector(".zr-explorer-count").textContent = place.dataset.failed;
    console.warn(error);
  }
}

function start(place, model, file) {
  const part = (name) => place.querySelector(name);
  const { words } = model;
  const bar = part(".zr-explorer-bar");
  const { q: input, sort: sorting } = bar.elements;
  const count = part(".zr-explorer-count");
  const picked = part(".zr-explorer-picked");
  const heading = part("#list");
  const opener = part(".zr-explorer-open");
  const panel = part(".zr-explorer-facets");
  const rows = new Rows(model, new URL(place.dataset.root, document.baseURI));
  const matcher = openMatcher(model, file);
  // Items that the page came with tell more than those made here.
  const items = new Map(Array.from(place.querySelectorAll(".zr-row"), (item) => [item.dataset.row, item]));
  const pages = part(".zr-pages") ?? element("nav", "zr-pages");
  let list = part(".zr-rows");
  let state = readState(location.search, model);
  let matched = null;
  let mended = "";
  let asked = 0;
  let writing = 0;
  let fit = [];

  pages.setAttribute("aria-label", words.pages);
  list.after(pages);
  const facets = new Facets(panel, model, rows, select(model, { chosen: {}, sort: "" }).counts);

  /** Find what the state asks for, and show it. */
  async function update() {
    const number = (asked += 1);
    const query = state.query.trim();
    if (query) {
      const found = await matcher.find(query).catch(console.warn);
      if (number !== asked) return;
      if (!found) return showAll();
      matched = new Uint8Array(model.size);
      for (const row of found.rows) matched[row] = 1;
      mended = found.mended;
    } else {
      matched = null;
      mended = "";
    }
    show();
  }

  /** Where the text filter cannot be loaded, the whole list stands and says so. */
  function showAll() {
    state = readState("", model);
    matched = null;
    putIntoControls();
    show();
    count.textContent = place.dataset.failed;
  }

  function show() {
    const { rows: found, counts } = select(model, state, matched);
    fit = found;
    const last = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
    // The address of a page that is there no longer leads to the last one.
    if (state.page > last) state = { ...state, page: last };
    facets.show(state.chosen, counts);
    showRows(found.subarray((state.page - 1) * ON_A_PAGE, state.page * ON_A_PAGE));
    showPages(last);
    showPicked();
    say(found.length);
    place.setAttribute("aria-busy", "false");
  }

  function showRows(shown, view = state.view) {
    if (view === "table") return put(scrolling(rows.table(shown, words.results)));
    const made = Array.from(shown, (row) => items.get(model.rows.id[row]) ?? rows.card(row));
    const same = list.tagName === "UL" && list.children.length >= made.length && made.every((item, at) => list.children[at] === item);
    if (same) {
      // Nothing moves that stands where it should.
      while (list.children.length > made.length) list.lastChild.remove();
      return undefined;
    }
    return put(element("ul", `zr-rows zr-rows--${model.table}`, ...made));
  }

  /** What may be wider than the page scrolls by itself, with the keyboard too. */
  function scrolling(table) {
    const made = element("div", "zr-explorer-scroll", table);
    made.tabIndex = 0;
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", words.results);
    return made;
  }

  function put(fresh) {
    list.replaceWith(fresh);
    list = fresh;
  }

  function showPages(last) {
    pages.hidden = last < 2;
    const step = (page, said, rel) => {
      const link = pageLink(page, said);
      link.rel = rel;
      return element("li", "", link);
    };
    const links = numbers(state.page, last).map((page) => {
      if (page === 0) return element("li", "zr-pages-gap", "…");
      const link = pageLink(page, String(page));
      link.setAttribute("aria-label", fill(words.page, { page }));
      if (page === state.page) link.setAttribute("aria-current", "page");
      return element("li", "", link);
    });
    if (state.page > 1) links.unshift(step(state.page - 1, words.previous, "prev"));
    if (state.page < last) links.push(step(state.page + 1, words.next, "next"));
    pages.replaceChildren(element("ol", "", ...links));
  }

  function pageLink(page, said) {
    const link = element("a", "", said);
    link.href = location.pathname + writeState({ ...state, page }, model);
    link.dataset.page = page;
    return link;
  }

  function showPicked() {
    const chosen = model.facets.flatMap((facet) => state.chosen[facet.key].map((id) => [facet, facet.values[facet.places.get(id)]]));
    const chips = chosen.map(([facet, value]) => chip(`${facet.title}: `, rows.words(value.words), `${facet.title}: ${value.words}`, { facet: facet.key, id: value.id }));
    if (state.query.trim()) chips.unshift(chip(`${words.query}: `, state.query.trim(), `${words.query}: ${state.query.trim()}`, { query: "" }));
    if (chips.length) {
      const clear = element("button", "zr-explorer-clear", words.clear);
      clear.type = "button";
      chips.push(element("li", "", clear));
    }
    picked.replaceChildren(...chips);
    opener.textContent = chosen.length ? `${words.filters} (${chosen.length})` : words.filters;
  }

  function chip(title, said, whole, data) {
    const button = element("button", "", title, said);
    button.type = "button";
    button.setAttribute("aria-label", fill(words.without, { words: whole }));
    Object.assign(button.dataset, data);
    return element("li", "", button);
  }

  function say(found) {
    const facts = { count: found, total: model.size };
    const said = [fill(!found ? words.none : found === model.size ? words.all : words.some, facts)];
    if (mended) said.unshift(fill(words.mended, { mended }));
    const text = said.join(" ");
    // The same words again would be announced again.
    if (count.textContent !== text) count.textContent = text;
  }

  /** Put the state into the address: in place of the current entry of the history, or as a new one. */
  function write(entry = "replaceState") {
    clearTimeout(writing);
    writing = 0;
    const address = location.pathname + writeState(state, model);
    if (address !== location.pathname + location.search) history[entry](null, "", address);
    keepInOtherLanguage();
  }

  function keepInOtherLanguage() {
    const other = document.querySelector("a.zr-language");
    if (other) other.href = Object.assign(new URL(other.href), { search: writeState(state, model) });
  }

  function putIntoControls() {
    // Setting the same text again would end a composition.
    if (input.value !== state.query) input.value = state.query;
    sorting.value = state.sort;
    for (const each of bar.elements.view) each.checked = each.value === state.view;
  }

  /** Change the state by a choice: a new entry of the history, the first page. */
  function choose(change) {
    write();
    state = { ...state, page: 1, ...change };
    write("pushState");
    putIntoControls();
    return update();
  }

  function typed() {
    if (input.value.trim() === state.query.trim()) return;
    if (!writing && !state.query.trim() && input.value.trim()) {
      // Back leads to the list as it was before the first letter.
      history.pushState(null, "", location.href);
    }
    state = { ...state, query: input.value, page: 1 };
    clearTimeout(writing);
    writing = setTimeout(write, WRITTEN_AFTER);
    update();
  }

  /** Show the row of the address's anchor, which may stand on any page of the list. */
  function showAnchor() {
    const id = location.hash.slice(1);
    const row = id ? model.rows.id.indexOf(id) : -1;
    if (row < 0 || !(model.rows.target || items.has(id))) return;
    let at = fit.indexOf(row);
    if (at < 0) {
      state = { ...readState("", model), view: state.view };
      matched = null;
      putIntoControls();
      fit = select(model, state).rows;
      at = fit.indexOf(row);
    }
    const page = Math.floor(at / ON_A_PAGE) + 1;
    if (page !== state.page || state.view !== "cards" || !document.getElementById(id)) {
      state = { ...state, page, view: "cards" };
      history.replaceState(null, "", location.pathname + writeState(state, model) + location.hash);
      putIntoControls();
      show();
    }
    for (const marked of place.querySelectorAll(".zr-row--meant")) marked.classList.remove("zr-row--meant");
    const item = list.children[at % ON_A_PAGE];
    item.classList.add("zr-row--meant");
    item.scrollIntoView({ block: "start" });
  }

  function download(kind) {
    const text = csvOf(model, fit, (row) => rows.address(row));
    // Without the mark, spreadsheets of Korea read the file in an older encoding.
    const file = new Blob([kind === "excel" ? "\ufeff" : "", text], { type: "text/csv;charset=utf-8" });
    const link = element("a", "");
    link.href = URL.createObjectURL(file);
    link.download = `${model.table}-${model.day}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  input.addEventListener("focus", matcher.warm, { once: true });
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  sorting.addEventListener("change", () => choose({ sort: sorting.value }));
  for (const each of bar.elements.view) each.addEventListener("change", () => choose({ view: each.value, page: state.page }));
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
    write();
  });
  panel.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("change", () => choose({ chosen: facets.chosen }));
  opener.addEventListener("click", () => opener.setAttribute("aria-expanded", String(opener.getAttribute("aria-expanded") !== "true")));
  picked.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { facet, id, query } = button.dataset;
    const place = [...picked.children].indexOf(button.parentElement);
    if (facet) await choose({ chosen: { ...state.chosen, [facet]: state.chosen[facet].filter((each) => each !== id) } });
    else if (query === "") await choose({ query: "" });
    else await choose({ query: "", chosen: readState("", model).chosen });
    // The button is gone; the focus must not be.
    (picked.children[Math.min(place, picked.children.length - 1)]?.querySelector("button") ?? heading).focus();
  });
  pages.addEventListener("click", async (event) => {
    const page = event.target.closest("a")?.dataset.page;
    if (!page || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await choose({ page: Number(page) });
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  });
  part(".zr-explorer-files").addEventListener("click", (event) => {
    const kind = event.target.closest("button")?.dataset.file;
    if (kind) download(kind);
  });
  place.addEventListener("click", (event) => {
    if (writing && event.target.closest("a")) write();
  });
  addEventListener("popstate", () => {
    clearTimeout(writing);
    writing = 0;
    state = readState(location.search, model);
    putIntoControls();
    keepInOtherLanguage();
    update();
  });
  addEventListener("hashchange", showAnchor);
  // On paper stands everything that fits, as a list.
  addEventListener("beforeprint", () => showRows(fit, "cards"));
  addEventListener("afterprint", show);

  for (const control of place.querySelectorAll("fieldset:disabled, button:disabled")) control.disabled = false;
  putIntoControls();
  keepInOtherLanguage();
  update().then(showAnchor);
}
