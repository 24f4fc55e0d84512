// Names in one long string of letters each, so that looking for a word is one scan. A key is one name of one record.

import { INITIALS, fold, isSyllable, lettersOf } from "./cut.js";

// Flags of a letter: it begins a character, it begins a word.
export const CHAR = 1;
export const WORD = 2;
const LATIN = /[a-z0-9]/;

/** A text cut for matching: its letters with flags, its characters, and where in the text they came from. */
export function cut(text) {
  const places = { from: [], to: [] };
  const folded = fold(text, places);
  let letters = "";
  const flags = [];
  const chars = [];
  for (let at = 0; at < folded.length; at++) {
    const begins = at === 0 || places.from[at] > places.to[at - 1] || (places.from[at] !== places.from[at - 1] && LATIN.test(folded[at]) !== LATIN.test(folded[at - 1]));
    const of = lettersOf(folded[at]);
    for (let part = 0; part < of.length; part++) {
      flags.push(part ? 0 : begins ? CHAR | WORD : CHAR);
      chars.push(at);
    }
    letters += of;
  }
  return { text, folded, letters, flags, chars, places };
}

/** Initial consonants of folded text, one a character. */
export function heads(folded) {
  let result = "";
  for (const char of folded) result += isSyllable(char) ? INITIALS[Math.floor((char.charCodeAt(0) - 0xac00) / 588)] : char;
  return result;
}

/** Keys of one file. Filled once, then read. */
export class Shelf {
  constructor() {
    this.records = [];
    this.weights = [];
    this.texts = [];
    this.shorts = [];
    // Keys that spell Latin letters in Hangul.
    this.spelled = new Set();
    this.lettersStarts = [];
    this.foldedStarts = [];
    this.#pieces = [];
    this.#flags = [];
    this.#begins = [];
  }

  #pieces;
  #flags;
  #begins;
  #codes = null;

  /** Add a name of a record; tells whether there was anything in it to find. `short` is how much of it, in characters, is its short form; `shown` the text that a reader sees. */
  add(text, record, weight, short = 0, shown = text) {
    const { folded, letters, flags, chars, places } = cut(text);
    if (!folded) return false;
    this.records.push(record);
    this.weights.push(weight);
    this.texts.push(shown);
    const end = short ? places.to.findLastIndex((to) => to <= short) + 1 : 0;
    this.shorts.push(end ? chars.indexOf(end) : 0);
    this.#pieces.push([folded, letters]);
    let before = -1;
    chars.forEach((char, at) => {
      if (char !== before) this.#begins.push(flags[at] & WORD);
      before = char;
    });
    this.#begins.push(0);
    for (const flag of flags) this.#flags.push(flag);
    this.#flags.push(CHAR | WORD);
    return true;
  }

  /** Make the long strings; nothing is added afterwards. */
  close() {
    this.folded = this.#pieces.map(([folded]) => folded).join("\n");
    this.letters = this.#pieces.map(([, letters]) => letters).join("\n");
    this.heads = heads(this.folded);
    this.flags = Uint8Array.from(this.#flags);
    // By character, whether it begins a word.
    this.words = Uint8Array.from(this.#begins);
    const starts = [0, 0];
    for (const [folded, letters] of this.#pieces) {
      this.foldedStarts.push(starts[0]);
      this.lettersStarts.push(starts[1]);
      starts[0] += folded.length + 1;
      starts[1] += letters.length + 1;
    }
    this.foldedStarts.push(starts[0]);
    this.lettersStarts.push(starts[1]);
    this.#pieces = null;
    this.#flags = null;
    this.#begins = null;
    return this;
  }

  /** Letters as numbers, for approximate matching; made when first needed. */
  get codes() {
    if (!this.#codes) {
      this.#codes = new Uint16Array(this.letters.length);
      for (let at = 0; at < this.letters.length; at++) this.#codes[at] = this.letters.charCodeAt(at);
    }
    return this.#codes;
  }

  /** The key that holds a place of a long string, looked for from the key `from` onwards. */
  static keyAt(starts, at, from) {
    let low = from;
    let step = 1;
    while (low + step < starts.length && starts[low + step] <= at) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, starts.length - 1);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}
