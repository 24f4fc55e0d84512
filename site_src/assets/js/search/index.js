// The records of an index, their names on shelves and their texts; taken in file by file.

import { fold } from "./cut.js";
import { Shelf } from "./shelf.js";
import { spelled } from "./spelling.js";
import { Texts } from "./texts.js";

// How much of a match counts by where it is found.
const FIELD = { name: 1, other: 0.97, more: 0.95, spelled: 0.92, borrowed: 0.7 };
const NEAR = 0.55;
const FAR = 0.45;
// What these show as a name is a sentence, or the name of what they belong to.
export const SENTENCES = new Set(["exemptions", "agenda_items"]);
const TEXTS_AT_ONCE = 1000;
export const HANGUL = /[가-힣]/;

/** An index without records; `add` takes the files as they come, names before texts. */
export class Index {
  constructor() {
    Object.assign(this, { language: "", statuses: [], synonyms: new Map(), ends: [""], places: [[]], records: [], shelves: [], back: new Map(), texts: [], complete: false, regionNames: new Set() });
  }

  /** Take in one file of names or of texts. */
  add(file) {
    [...this.steps(file)];
  }

  /** The same in steps, between which other work may be done. */
  *steps(file) {
    if (file.ends) {
      this.language = file.language;
      this.ends = file.ends;
      this.statuses = file.statuses;
      for (const [word, means] of file.synonyms) {
        const key = fold(word);
        this.synonyms.set(key, [...(this.synonyms.get(key) ?? []), { text: fold(means), shown: means }]);
      }
    }
    for (const place of file.places) this.places.push(place);
    const shelf = new Shelf();
    for (const block of file.blocks) this.#addBlock(block, shelf);
    // Names that come with texts are sentences, in which anything may stand together.
    shelf.ofSentences = Boolean(file.texts);
    this.shelves.push(shelf.close());
    if (!file.texts) return;
    this.#addFar(file.far);
    for (let from = 0; from < file.texts.length; from += TEXTS_AT_ONCE) {
      yield;
      this.texts.push(new Texts(file.texts.slice(from, from + TEXTS_AT_ONCE)));
    }
    this.complete = true;
  }

  #addBlock(block, shelf) {
    const more = new Map((block.more ?? []).map(([at, ...names]) => [at, names]));
    const briefs = new Map(block.brief);
    block.name.forEach((short, at) => {
      const number = this.records.length;
      const end = this.ends[block.end?.[at] ?? 0];
      const otherEnd = this.ends[block.otherEnd?.[at] ?? 0];
      const other = block.other?.[at] ?? "";
      const [label = "", ...near] = this.places[block.place?.[at] ?? 0];
      const record = {
        number, label, near,
        table: block.table,
        id: block.id[at] || slug(this.language === "en" ? short : other),
        name: short + end,
        short: briefs.get(at) ?? short,
        lang: this.language === "en" && !other && HANGUL.test(short) ? "ko" : this.language,
        status: (block.status?.[at] ?? 0) - 1,
        regions: [],
        far: [],
      };
      this.records.push(record);
      this.#link(record, near, NEAR);
      record.regions = block.table === "regions" ? [record.id] : [...new Set(near.flatMap((each) => this.records[each].regions))];
      const weight = SENTENCES.has(block.table) ? FIELD.borrowed : 1;
      this.#addName(shelf, record.name, number, FIELD.name * weight, end ? short.length : 0);
      if (briefs.has(at)) this.#addName(shelf, briefs.get(at), number, FIELD.name * weight, 0);
      if (other) this.#addName(shelf, other + otherEnd, number, FIELD.other * weight, otherEnd ? other.length : 0);
      for (const name of more.get(at) ?? []) this.#addName(shelf, name, number, FIELD.more * weight, 0);
      if (block.table === "regions") [record.name, record.short, ...(more.get(at) ?? [])].forEach((name) => this.regionNames.add(fold(name)));
    });
  }

  #addName(shelf, name, number, weight, short) {
    shelf.add(name, number, weight, short);
    if (!HANGUL.test(name) && name.length > 6) return;
    for (const way of spelled(name)) {
      if (shelf.add(way, number, weight * FIELD.spelled, 0, name)) shelf.spelled.add(shelf.records.length - 1);
    }
  }

  #link(record, others, weight) {
    for (const other of others) {
      if (!this.back.has(other)) this.back.set(other, []);
      this.back.get(other).push([record.number, weight]);
    }
  }

  #addFar(links) {
    for (const [number, ...far] of links) {
      const record = this.records[number];
      record.far = far;
      this.#link(record, far, FAR);
      if (!record.regions.length) record.regions = [...new Set(far.flatMap((each) => (this.records[each].table === "zones" ? this.records[each].regions : [])))];
    }
  }

  /** Call `found(record, quality)` for every text that holds a folded word. */
  scanTexts(word, found) {
    for (const texts of this.texts) texts.scan(word, found);
  }

  /** The part of a record's text that shows the words; empty where none does. */
  snippet(record, words) {
    for (const texts of this.texts) if (texts.paragraphs.has(record)) return texts.snippet(record, words);
    return "";
  }
}

/** An index of all the given files. */
export function prepare(files) {
  const index = new Index();
  files.forEach((file) => index.add(file));
  return index;
}

/** An index of rows that a page holds itself: each with `id` and `names`, a list of texts; and pairs of a word and what it means. */
export function prepareRows(rows, synonyms = []) {
  const more = rows.map(({ names }, at) => [at, ...names.slice(1)]).filter((each) => each.length > 1);
  const block = { table: "rows", id: rows.map(({ id }) => id), name: rows.map(({ names }) => names[0]), more };
  return prepare([{ language: "", ends: [""], statuses: [], synonyms, places: [], blocks: [block] }]);
}

function slug(name) {
  return (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
}
