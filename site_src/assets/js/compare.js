// Zones side by side: what is chosen stands in the address (?zones=a,b&differ=1), what is shown comes from one file of facts.
// Everything is made of text nodes: no fact is ever read as HTML.

import { Rows } from "./explorer/rows.js";
import { element } from "./search/results.js";
import { fill } from "./search/said.js";

const place = document.querySelector(".zr-compare");
if (place) load(place);

async function load(place) {
  try {
    const file = new URL(place.dataset.file, document.baseURI).href;
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(`${answer.status} ${file}`);
    start(place, await answer.json());
  } catch (error) {
    place.querySelector(".zr-compare-said").textContent = place.dataset.failed;
    console.warn(error);
  }
}

function start(place, data) {
  const { words, facts } = data;
  const part = (name) => place.querySelector(name);
  const form = part(".zr-compare-picker");
  const switching = form.elements.differ;
  const said = part(".zr-compare-said");
  const near = part(".zr-compare-near");
  const board = part(".zr-compare-table");
  const root = new URL(place.dataset.root, document.baseURI);
  const text = new Rows({ language: data.language, columns: [] }, root);
  const zones = new Map(data.zones.map((zone) => [zone.id, zone]));
  // Slots keep their places while a reader chooses: one in the middle may be empty.
  let slots = [];
  let unknown = [];

  const selects = Array.from({ length: data.most }, (_, at) => picker(at));
  part(".zr-compare-slots").replaceChildren(...selects.map(({ parentElement }) => parentElement));

  function picker(at) {
    const select = document.createElement("select");
    select.id = `zr-compare-${at + 1}`;
    select.append(new Option(words.choose, ""));
    for (const [id, name] of data.regions) {
      const group = document.createElement("optgroup");
      group.label = name;
      // A zone of several regions is listed once, under its first one.
      group.append(...data.zones.filter(({ regions }) => regions[0] === id).map((zone) => new Option(zone.name, zone.id)));
      if (group.children.length) select.append(group);
    }
    select.append(...data.zones.filter(({ regions }) => !regions.length).map((zone) => new Option(zone.name, zone.id)));
    const label = element("label", "", fill(words.zone, { number: at + 1 }));
    label.htmlFor = select.id;
    element("p", "", label, select);
    select.addEventListener("change", () => choose(at, select.value));
    return select;
  }

  const chosen = () => slots.filter(Boolean);

  function read() {
    const told = new URLSearchParams(location.search);
    const asked = (told.get("zones") ?? "").split(",").filter(Boolean).map((id) => data.moved[id] ?? id);
    unknown = asked.filter((id) => !zones.has(id));
    slots = [...new Set(asked)].filter((id) => zones.has(id)).slice(0, data.most);
    switching.checked = told.get("differ") === "1";
  }

  function address(ids, differ = switching.checked) {
    const told = [ids.length ? `zones=${ids.map(encodeURIComponent).join(",")}` : "", differ ? "differ=1" : ""].filter(Boolean);
    return location.pathname + (told.length ? `?${told.join("&")}` : "");
  }

  function write() {
    const now = address(chosen());
    if (now !== location.pathname + location.search) history.pushState(null, "", now);
    unknown = [];
    show();
  }

  function choose(at, id) {
    slots[at] = id;
    write();
  }

  function show() {
    const shown = chosen().map((id) => zones.get(id));
    showPickers(shown);
    showNear(shown);
    const rows = showTable(shown);
    say(shown, rows);
    keepInOtherLanguage();
  }

  function showPickers(shown) {
    selects.forEach((select, at) => {
      select.value = slots[at] ?? "";
      select.parentElement.hidden = at > 1 && !slots[at] && shown.length < at;
      for (const option of select.options) option.disabled = Boolean(option.value) && option.value !== slots[at] && slots.includes(option.value);
    });
  }

  /** Zones that suggest themselves beside a single one. */
  function showNear(shown) {
    near.replaceChildren();
    if (shown.length !== 1) return;
    const [zone] = shown;
    const others = data.zones.filter((other) => other !== zone);
    const found = [
      [words.same_sector, others.filter(({ sector }) => sector === zone.sector)],
      [words.same_region, others.filter(({ regions }) => regions.some((id) => zone.regions.includes(id)))],
    ];
    for (const [title, list] of found) {
      if (!list.length) continue;
      const links = list.map((other) => {
        const link = element("a", "", text.words(other.name));
        link.href = address([zone.id, other.id]);
        link.dataset.zone = other.id;
        return element("li", "", link);
      });
      near.append(element("p", "zr-label", title), element("ul", "", ...links));
    }
  }

  /** Show the facts; tells how many rows there are. */
  function showTable(shown) {
    board.hidden = !shown.length;
    if (!shown.length) {
      board.replaceChildren();
      return 0;
    }
    const body = document.createElement("tbody");
    facts.forEach((fact, at) => {
      const cells = shown.map((zone) => zone.cells[at]);
      const told = cells.map((cell) => JSON.stringify(cell));
      const same = shown.length > 1 && told.every((cell) => cell === told[0]);
      if (same && switching.checked) return;
      const head = heading("row", fact.title);
      if (fact.note) head.append(element("small", "", fact.note));
      // What nobody states is not the same.
      if (same && cells[0].length) head.append(" ", element("span", "zr-tag", words.same));
      body.append(element("tr", "", head, ...shown.map((zone, column) => cellOf(zone, fact, cells[column]))));
    });
    const corner = heading("col", words.fact);
    const head = element("tr", "", corner, ...shown.map(columnHead));
    const caption = element("caption", "", words.caption);
    const table = element("table", "zr-compare-facts", caption, element("thead", "", head), body);
    table.style.setProperty("--zr-zones", shown.length);
    board.replaceChildren(table);
    return body.children.length;
  }

  function columnHead(zone) {
    const link = element("a", "", text.words(zone.name));
    link.href = new URL(`zones/${zone.id}/`, root);
    link.dataset.record = `zones/${zone.id}`;
    const button = element("button", "");
    button.type = "button";
    button.dataset.remove = zone.id;
    button.setAttribute("aria-label", fill(words.remove, { name: zone.name }));
    return heading("col", link, " ", button);
  }

  function cellOf(zone, fact, parts) {
    const cell = document.createElement("td");
    if (!parts.length) {
      cell.append(element("span", "zr-muted", fact.empty ?? words.unstated));
      return cell;
    }
    const shown = parts.map((each) => (each.to ? leading(each) : ofZone(zone, fact, each)));
    if (shown.length === 1) cell.append(shown[0]);
    else cell.append(element("ul", "", ...shown.map((each) => element("li", "", each))));
    return cell;
  }

  /** A value that is a record leads to its page. */
  function leading({ words: name, to }) {
    const link = element("a", "", text.words(name));
    link.href = new URL(to, root);
    const [table, id] = to.split("/");
    if (id) link.dataset.record = `${table}/${id}`;
    return link;
  }

  /** Any other value leads to where the zone's page tells it. */
  function ofZone(zone, fact, { words: name, day, chip, number, exact }) {
    const link = document.createElement("a");
    link.href = new URL(`zones/${zone.id}/${fact.anchor ? `#${fact.anchor}` : ""}`, root);
    if (exact) link.title = exact;
    if (day) link.append(text.day(day));
    else if (chip) link.append(element("span", `zr-chip ${chip}`, name), number ? ` ${number.toLocaleString("en")}` : "");
    else link.append(text.words(name));
    return link;
  }

  function say(shown, rows) {
    const told = shown.length === 0 ? words.none : shown.length === 1 ? words.one : switching.checked ? words.shown_differing : words.shown;
    const parts = [fill(told, { count: shown.length, rows })];
    if (unknown.length) parts.unshift(fill(words.unknown, { ids: unknown.join(", ") }));
    said.textContent = parts.join(" ");
  }

  function keepInOtherLanguage() {
    const other = document.querySelector("a.zr-language");
    if (other) other.href = Object.assign(new URL(other.href), { search: location.search });
  }

  near.addEventListener("click", (event) => {
    const id = event.target.closest("a")?.dataset.zone;
    if (!id || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    slots = [...chosen(), id];
    write();
    board.focus();
  });
  board.addEventListener("click", (event) => {
    const id = event.target.closest("button")?.dataset.remove;
    if (!id) return;
    const at = slots.indexOf(id);
    choose(at, "");
    // The button is gone; the focus must not be.
    selects[selects[at].parentElement.hidden ? 0 : at].focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  switching.addEventListener("change", write);
  addEventListener("popstate", () => {
    read();
    show();
  });

  form.querySelector("fieldset").disabled = false;
  read();
  show();
}

function heading(scope, ...content) {
  const made = element("th", "", ...content);
  made.scope = scope;
  return made;
}
