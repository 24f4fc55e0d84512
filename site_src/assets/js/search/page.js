// The search page: all results of a query, by kind, region and status, a page at a time. The address holds the state.

import { openSearch } from "./client.js";
import { FACETS, readState, writeState } from "./page-state.js";
import { pagination } from "./pagination.js";
import { element, facts, link, marked, reason, snippet } from "./results.js";
import { fill, loadWords, shortened } from "./said.js";

const ON_A_PAGE = 20;
// Browsers refuse an address that changes with every letter of a fast typist.
const WRITTEN_AFTER = 400;
const FILTERS = { kind: "tables", region: "regions", status: "statuses" };

const place = document.querySelector(".zr-find");
if (place) start(place);

function start(place) {
  const part = (name) => place.querySelector(`.zr-find-${name}`);
  const form = part("form");
  const input = form.querySelector("input");
  const root = new URL(place.dataset.root, document.baseURI);
  const edition = place.dataset.language;
  const search = openSearch(root, edition);
  const boxes = Object.fromEntries(FACETS.map((facet) => [facet, [...place.querySelectorAll(`input[name=${facet}]`)]]));
  const offered = Object.fromEntries(FACETS.map((facet) => [facet, boxes[facet].map((box) => box.value)]));
  const drawer = part("drawer");
  const title = document.title;
  let state = readState(location.search, offered);
  let asked = 0;
  let writing = 0;

  async function update() {
    const number = (asked += 1);
    const query = state.query.trim();
    if (!query) return showHint();
    place.setAttribute("aria-busy", "true");
    try {
      await ask(query, number);
    } catch {
      if (number === asked) showFailure();
    }
  }

  /** Show the answer to a query unless a newer one is asked, and show it again once texts are there besides names. */
  async function ask(query, number) {
    const [words, answer] = await Promise.all([loadWords(root), search.find(query, {
      limit: ON_A_PAGE,
      offset: (state.page - 1) * ON_A_PAGE,
      ...Object.fromEntries(FACETS.filter((facet) => state[facet].length).map((facet) => [FILTERS[facet], state[facet]])),
    })]);
    if (number !== asked) return;
    const last = Math.max(1, Math.ceil(answer.total / ON_A_PAGE));
    if (state.page <= last) show(query, answer, words, last);
    const missing = answer.complete === false;
    const came = missing && (await search.loadAll().then(() => true, () => false));
    if (number !== asked) return;
    if (came) return ask(query, number);
    if (state.page > last) {
      // The address of a page that is there no longer leads to the last one.
      state.page = last;
      write();
      return ask(query, number);
    }
    if (missing) part("said").append(` ${words.names_only}`);
  }

  function show(query, answer, words, last) {
    const { total, results, mended } = answer;
    const filtered = FACETS.some((facet) => state[facet].length);
    const first = (state.page - 1) * ON_A_PAGE;
    document.title = `${fill(words.document_title, { query: shortened(query) })} - ${words.site}`;
    const said = [];
    if (mended) said.push(fill(words.mended, { query: shortened(query), mended }));
    if (!total) said.push(filtered ? words.none_filtered : fill(words.none_for, { query: shortened(query) }));
    else if (last > 1) said.push(fill(words.count_range, { count: total, first: first + 1, last: first + results.length }));
    else said.push(fill(words.count, { count: total }));
    part("list").replaceChildren(...results.map((result) => hit(result, words)));
    part("list").start = first + 1;
    showFacets(answer.counts, filtered, words);
    showNearest(total || filtered ? [] : answer.nearest ?? [], words);
    part("numbers").replaceChildren(...(last > 1 ? pagination(state.page, last, (page) => writeState({ ...state, page }), words) : []));
    part("pages").hidden = last < 2;
    settle("results", said.join(" "));
    part("body").hidden = !total && !filtered;
    part("start").hidden = Boolean(total) || filtered;
  }

  function hit(result, words) {
    const name = element("h3", "zr-hit-name", link(result, root, edition, marked(result.name, result.marks)));
    return element("li", "zr-hit", name, facts(result, words, edition), reason(result, words, edition), snippet(result, edition));
  }

  function showFacets(counts, filtered, words) {
    let chosen = 0;
    for (const facet of FACETS) {
      const counted = counts?.[FILTERS[facet]] ?? {};
      for (const box of boxes[facet]) {
        const number = counted[box.value] ?? 0;
        const label = box.closest("label");
        label.hidden = !number && !box.checked;
        label.querySelector(".zr-find-number").textContent = number.toLocaleString("en");
        chosen += box.checked;
      }
      const set = place.querySelector(`[data-facet=${facet}]`);
      set.hidden = boxes[facet].every((box) => box.closest("label").hidden);
    }
    part("clear").hidden = !filtered;
    drawer.textContent = chosen ? fill(words.filters_chosen, { count: chosen }) : words.filters;
  }

  function showNearest(nearest, words) {
    part("nearest").hidden = !nearest.length;
    part("nearest").querySelector("ul").replaceChildren(...nearest.map((result) =>
      element("li", "", link(result, root, edition), " ", facts({ ...result, where: "", status: "" }, words, edition))));
  }

  function showHint() {
    document.title = title;
    settle("hint", "");
  }

  function showFailure() {
    document.title = title;
    settle("failed", part("failed").dataset.said);
  }

  /** Show one of the three: the results, the hint for an empty query, or what to do where the data did not come. */
  function settle(shown, said) {
    part("hint").hidden = shown !== "hint";
    part("failed").hidden = shown !== "failed";
    part("body").hidden = shown !== "results";
    if (shown !== "results") for (const name of ["nearest", "start"]) part(name).hidden = true;
    part("said").textContent = said;
    place.setAttribute("aria-busy", "false");
  }

  /** Put the state into the address: in place of the current entry of the history, or as a new one. */
  function write(entry = "replaceState") {
    clearTimeout(writing);
    writing = 0;
    const address = location.pathname + writeState(state);
    if (address !== location.pathname + location.search) history[entry](null, "", address);
    keepInOtherLanguage();
  }

  function keepInOtherLanguage() {
    const other = document.querySelector("a.zr-language");
    if (other) other.href = Object.assign(new URL(other.href), { search: writeState(state) });
  }

  function putIntoControls() {
    // Setting the same text again would end a composition.
    if (input.value !== state.query) input.value = state.query;
    for (const facet of FACETS) for (const box of boxes[facet]) box.checked = state[facet].includes(box.value);
  }

  function typed() {
    if (input.value.trim() === state.query.trim() && part("failed").hidden) return;
    state = { ...state, query: input.value, page: 1 };
    clearTimeout(writing);
    writing = setTimeout(write, WRITTEN_AFTER);
    update();
  }

  function choose(change) {
    // What was typed until now is an entry of its own, to which Back leads.
    write();
    state = { ...state, page: 1, ...change };
    write("pushState");
    putIntoControls();
    return update();
  }

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
    write();
  });
  place.addEventListener("change", (event) => {
    const facet = event.target.name;
    if (!FACETS.includes(facet)) return;
    choose({ [facet]: boxes[facet].filter((box) => box.checked).map((box) => box.value) });
  });
  part("clear").addEventListener("click", () => {
    // The button goes with the last filter; the focus must not.
    part("heading").focus();
    choose(Object.fromEntries(FACETS.map((facet) => [facet, []])));
  });
  part("pages").addEventListener("click", async (event) => {
    const number = event.target.closest("a")?.dataset.page;
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await choose({ page: Number(number) });
    part("heading").focus();
    part("said").scrollIntoView({ block: "start" });
  });
  part("retry").addEventListener("click", update);
  drawer.addEventListener("click", () => {
    const open = drawer.getAttribute("aria-expanded") !== "true";
    drawer.setAttribute("aria-expanded", String(open));
  });
  place.addEventListener("click", (event) => {
    if (writing && event.target.closest("a")) write();
  });
  addEventListener("popstate", () => {
    clearTimeout(writing);
    writing = 0;
    state = readState(location.search, offered);
    putIntoControls();
    keepInOtherLanguage();
    update();
  });

  place.hidden = false;
  putIntoControls();
  keepInOtherLanguage();
  if (!state.query) input.focus();
  update();
}
