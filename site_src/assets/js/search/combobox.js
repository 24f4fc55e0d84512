// An ARIA combobox with a list of results (WAI-ARIA Authoring Practices: list autocomplete with manual selection).
// Enter opens the chosen result; without one the form leads to the page with all results.

import { openSearch } from "./client.js";
import { element, facts, link, marked, reason, snippet } from "./results.js";
import { fill, loadWords, shortened } from "./said.js";

const SHOWN = 8;
// A screen reader would begin to say the count of every letter, and be cut off by the next.
const SAID_AFTER = 400;

/** Make the form's input search while one types. */
export function combobox(form, root) {
  const input = form.querySelector("input");
  const panel = form.querySelector(".zr-search-panel");
  const message = form.querySelector(".zr-search-count");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  const edition = form.dataset.language;
  const search = openSearch(root, edition);
  let asked = 0;
  let shown = null;
  let active = -1;
  let answered = Promise.resolve();
  let saying = 0;

  function update() {
    const query = input.value.trim();
    if (!query) return close();
    // The end of a composition changes no text, and must not undo a choice.
    if (query === shown && !panel.hidden) return;
    const number = (asked += 1);
    answered = ask(query, number).then(
      (answer) => complete(answer, query, number),
      () => number === asked && showFailure(),
    );
  }

  /** Show the answer to a query unless a newer one is asked; `again` keeps what was chosen meanwhile. */
  async function ask(query, number, again = false) {
    const [words, answer] = await Promise.all([loadWords(root), search.find(query, { limit: SHOWN })]);
    if (number === asked && !(again && active >= 0)) show(query, answer, words);
    return answer;
  }

  /** What was answered from names alone is answered again once texts are there; where they do not come, names must do. */
  function complete(answer, query, number) {
    if (answer.complete !== false) return;
    search.loadAll().then(() => number === asked && ask(query, number, true)).catch(() => {});
  }

  function show(query, answer, words) {
    const options = answer.results.map((result) => found(result, words));
    let said = fill(words.count, { count: answer.total });
    if (answer.total) {
      const address = new URL(`search/?${new URLSearchParams({ q: query })}`, root);
      options.push(leading(address, fill(words.all, { count: answer.total })));
      if (answer.mended) said = `${fill(words.mended, { query: shortened(query), mended: answer.mended })} ${said}`;
    } else {
      const nearest = answer.nearest ?? [];
      options.push(...nearest.map((result) => found({ ...result, where: "", status: "" }, words)), startHere(), zoneList());
      said = [words.none, nearest.length ? words.nearest : ""].filter(Boolean).join(" ");
    }
    shown = query;
    open(options, said);
  }

  function showFailure() {
    shown = null;
    open([zoneList()], form.dataset.failed);
  }

  function found(result, words) {
    const name = element("strong", "", marked(result.name, result.marks));
    const about = [facts(result, words, edition), reason(result, words, edition), snippet(result, edition)];
    return element("li", "", link(result, root, edition, name, ...about));
  }

  function leading(address, words) {
    const made = element("a", "zr-search-more", words);
    made.href = address;
    return element("li", "", made);
  }

  function startHere() {
    return leading(new URL("start/#company", root), form.dataset.start);
  }

  function zoneList() {
    return leading(new URL("zones/", root), form.dataset.list);
  }

  function open(options, said) {
    for (const [position, option] of options.entries()) {
      option.id = `zr-option-${position}`;
      option.setAttribute("role", "option");
      option.querySelector("a").tabIndex = -1;
    }
    list.replaceChildren(...options);
    message.textContent = said;
    panel.hidden = false;
    panel.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    choose(-1);
    say(said);
  }

  function close() {
    asked += 1;
    shown = null;
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
    say("");
  }

  function say(words) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      status.textContent = words;
    }, SAID_AFTER);
  }

  function choose(position) {
    const options = [...list.children];
    for (const [number, option] of options.entries()) option.setAttribute("aria-selected", String(number === position));
    active = position;
    if (position < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[position].id);
    options[position].scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const length = list.children.length;
    if (active < 0) choose(step > 0 ? 0 : length - 1);
    else choose((active + step + length) % length);
  }

  input.addEventListener("input", update);
  input.addEventListener("compositionend", update);
  input.addEventListener("keydown", (event) => {
    // While an input method composes a syllable its keys belong to the syllable; Safari tells it by the code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      // Whoever types fast chooses from the answer to come.
      answered.then(() => (panel.hidden ? update() : move(event.key === "ArrowDown" ? 1 : -1)));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].querySelector("a").click();
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  // The focus stays in the input, so that leaving it means leaving the box.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  panel.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  input.addEventListener("blur", close);

  search.load().catch(() => {});
  if (input.value.trim() && document.activeElement === input) update();
}
