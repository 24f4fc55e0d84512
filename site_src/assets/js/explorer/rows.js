// Rows as a reader sees them: cards and a table. Everything is made of text nodes: no cell is ever read as HTML.

import { element } from "../search/results.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
// As generator/bilingual.py: Korean names on an English page are marked as Korean.
const HANGUL = "\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7a3";
const INSIDE = " ·・ㆍ&'’‘A-Z0-9-";
const KOREAN = new RegExp(`[${HANGUL}]+(?:[${INSIDE}]*(?:[${HANGUL}]+|\\([${INSIDE}]*[${HANGUL}][${HANGUL}${INSIDE}]*\\)))*`, "g");

/** Makes rows of a model; `root` is the edition's, an absolute URL. */
export class Rows {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.chip = model.columns.find(({ chip }) => chip);
    this.shown = model.columns.filter((column) => column.shown && !column.chip);
  }

  /** The absolute address of a row: its page, or its anchor on the page that tells of it: another record's, or the list itself. */
  address(row) {
    const { rows, table } = this.model;
    const id = rows.id[row];
    const anchored = rows.on ? `${rows.on[row]}/#${id}` : rows.target && `${table}/#${id}`;
    return new URL(anchored || `${table}/${id}/`, this.root).href;
  }

  /** One row as an item of the list. */
  card(row) {
    const { rows, words } = this.model;
    const facts = document.createElement("dl");
    for (const column of this.shown) {
      const parts = this.#parts(column, row);
      if (parts.length) facts.append(element("div", "", element("dt", "", column.title), element("dd", "", ...separated(parts))));
    }
    const target = rows.target?.[row];
    const name = target ? this.#link(target, rows.name[row]) : this.#own(row, this.words(rows.name[row]));
    const item = element("li", "zr-row", element("p", "zr-row-name", name, " ", this.#chip(row)), facts);
    item.dataset.row = rows.id[row];
    if (target) {
      item.id = rows.id[row];
      item.append(element("p", "zr-small", this.#own(row, words.permalink)));
    }
    return item;
  }

  /** Rows as a table, one value in a cell. */
  table(rows, caption) {
    const { words } = this.model;
    const titles = [words.name, ...(this.chip ? [this.chip.title] : []), ...this.shown.map(({ title }) => title)];
    const head = element("tr", "", ...titles.map((title) => heading("col", title)));
    const body = document.createElement("tbody");
    for (const row of rows) {
      const line = element("tr", "", heading("row", this.#own(row, this.words(this.model.rows.name[row]))));
      if (this.chip) line.append(cell(this.chip.title, this.#chip(row)));
      for (const column of this.shown) {
        const parts = this.#parts(column, row);
        line.append(cell(column.title, ...(parts.length ? separated(parts) : [element("span", "zr-muted", words.unstated)])));
      }
      body.append(line);
    }
    return element("table", "zr-table", element("caption", "zr-visually-hidden", caption), element("thead", "", head), body);
  }

  /** The link to the row itself. */
  #own(row, content) {
    const { rows, table } = this.model;
    const link = element("a", "", content);
    link.href = this.address(row);
    link.dataset.record = `${table}/${rows.id[row]}`;
    return link;
  }

  /** A link to another record: `regions/<id>`. */
  #link(record, text) {
    const link = element("a", "", this.words(text));
    link.href = new URL(`${record}/`, this.root);
    link.dataset.record = record;
    return link;
  }

  #chip(row) {
    const { chip, cells, values } = this.chip ?? {};
    if (!chip || !cells[row].length) return "";
    const { id, words } = values[cells[row][0]];
    return element("span", `zr-chip ${chip}${id}`, words);
  }

  #parts({ type, cells, values, table }, row) {
    if (type === "days") return cells[row] ? [this.day(cells[row])] : [];
    if (type === "words") return cells[row] ? [this.words(cells[row])] : [];
    return cells[row].map((place) => {
      const { id, words } = values[place];
      return table ? this.#link(`${table}/${id}`, words) : this.words(words);
    });
  }

  /** A date of any precision in words, as generator/pages/formats.py writes it. */
  day(text) {
    const [year, month, day] = text.split("-").map(Number);
    const korean = [`${year}년`, month && `${month}월`, day && `${day}일`];
    const english = [day, month && MONTHS[month - 1], year];
    const time = element("time", "", (this.model.language === "ko" ? korean : english).filter(Boolean).join(" "));
    time.dateTime = text;
    return time;
  }

  /** Text as nodes, with the Korean names of an English page marked. */
  words(text) {
    const parts = document.createDocumentFragment();
    let done = 0;
    for (const { 0: name, index } of this.model.language === "ko" ? [] : text.matchAll(KOREAN)) {
      const marked = element("span", "", name);
      marked.lang = "ko";
      parts.append(text.slice(done, index), marked);
      done = index + name.length;
    }
    parts.append(text.slice(done));
    return parts;
  }
}

function separated(parts) {
  return parts.flatMap((part, at) => (at ? [", ", part] : [part]));
}

function heading(scope, content) {
  const made = element("th", "", content);
  made.scope = scope;
  return made;
}

function cell(label, ...content) {
  const made = element("td", "", ...content);
  made.dataset.label = label;
  return made;
}
