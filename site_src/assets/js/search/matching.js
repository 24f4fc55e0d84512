// Where a word stands in the names of an index, and how well.

import { initials, isInitials, letters } from "./cut.js";
import { CHAR, Shelf, WORD } from "./shelf.js";

const WHOLE = 0.98;
const TEXT = 0.3;
// How much a word counts by what became of it.
export const QUALITY = { exact: 1, stem: 0.96, piece: 0.94, transliteration: 0.92, layout: 0.9, synonym: 0.8, initials: 0.75, abbreviation: 0.7, mended: 0.66 };

/** Records hit by one word, with the best match of each. */
export class Hits {
  constructor(size) {
    this.score = new Float32Array(size);
    this.key = new Array(size);
    this.variant = new Array(size);
    // Whether the match ends where a character does.
    this.complete = new Uint8Array(size);
    this.records = [];
  }

  put(record, score, variant, key, complete = 1) {
    if (score <= this.score[record]) return;
    this.complete[record] = complete;
    if (!this.score[record]) this.records.push(record);
    this.score[record] = score;
    this.variant[record] = variant;
    this.key[record] = key;
  }
}

/** Records are found by the names of those that they stand with, and by what their pages say, below what their own names say. */
export function follow(index, word) {
  const { hits } = word;
  const own = hits.records.map((record) => [record, hits.score[record]]);
  for (const [record, score] of own) {
    for (const [other, weight] of index.back.get(record) ?? []) hits.put(other, score * weight, hits.variant[record], null);
  }
  for (const [record, quality] of word.inTexts ?? []) hits.put(record, TEXT * quality, null, null);
}

export function variant(text, kind, shown = text) {
  return { text, kind, shown, letters: letters(text), quality: QUALITY[kind] };
}

export function synonymsOf(index, folded) {
  const found = (index.synonyms.get(folded) ?? []).map(({ text, shown }) => variant(text, "synonym", shown));
  for (const [word, means] of index.synonyms) {
    if (word.length < 2 || word.length >= folded.length || !folded.includes(word)) continue;
    for (const { text } of means) {
      // 특구 in 규제자유특구 stands for itself, not for what is longer.
      if (!text.includes(word)) found.push({ ...variant(folded.replace(word, text), "synonym"), quality: QUALITY.synonym * 0.95 });
    }
  }
  return found;
}

export function tryVariants(index, word, variants) {
  for (const each of variants) {
    if (!each.text) continue;
    word.variants.push(each);
    for (const shelf of index.shelves) scan(shelf, each, word);
  }
}

/** Every place of a variant in the names of a shelf. */
function scan(shelf, each, word) {
  if (isInitials(each.text)) return scanInitials(shelf, each, word);
  scanLetters(shelf, each, word);
  if (/[ㄱ-ㅎ]/.test(each.text)) scanMixed(shelf, each, word);
}

function scanLetters(shelf, each, word) {
  const { letters: text, flags, lettersStarts, records, weights } = shelf;
  const size = each.letters.length;
  const latinOnly = isShortLatin(each);
  let key = 0;
  for (let at = text.indexOf(each.letters); at >= 0; at = text.indexOf(each.letters, at + 1)) {
    if (!(flags[at] & CHAR) || (latinOnly && !(flags[at] & WORD))) continue;
    key = Shelf.keyAt(lettersStarts, at, key);
    const quality = standing(shelf, key, at, size, word.isLast);
    // The whole of a name is more than a part of another, also by way of a synonym.
    const factor = quality >= WHOLE ? Math.sqrt(each.quality) : each.quality;
    word.hits.put(records[key], quality * weights[key] * factor, each, [shelf, key], flags[at + size] & CHAR);
  }
}

/** Short Latin words count at the beginning of words alone: ai is no part of maintain. */
export function isShortLatin({ letters }) {
  return letters.length < 4 && /^[a-z0-9]+$/.test(letters);
}

/** How well a match stands in its name: the whole of it, its beginning, a word, the inside of one. */
export function standing(shelf, key, at, size, isLast) {
  const { flags, lettersStarts, shorts } = shelf;
  const start = lettersStarts[key];
  const length = lettersStarts[key + 1] - 1 - start;
  const short = shorts[key];
  const from = at - start;
  const to = from + size;
  if (from === 0 && to === length) return 1;
  if (from === 0 && to === short) return WHOLE;
  let quality = from === 0 ? 0.8 : flags[at] & WORD ? 0.79 : 0.66;
  const end = flags[at + size];
  if (end & WORD) quality += 0.05;
  else if (!(end & CHAR)) quality *= isLast ? 0.85 : 0.7;
  // The more of the name is what was looked for, the better; its shared ending does not count.
  return quality + 0.07 * Math.min(1, size / (short || length));
}

function scanInitials(shelf, each, word) {
  const { heads: text, foldedStarts, records, weights } = shelf;
  const typed = initials(each.text);
  let key = 0;
  for (let at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, at + 1)) {
    key = Shelf.keyAt(foldedStarts, at, key);
    word.hits.put(records[key], standingOfChars(shelf, key, at, typed.length) * weights[key] * QUALITY.initials, each, [shelf, key]);
  }
}

function standingOfChars(shelf, key, at, size) {
  const start = shelf.foldedStarts[key];
  const length = shelf.foldedStarts[key + 1] - 1 - start;
  if (size === length) return 1;
  return (at === start ? 0.8 : shelf.words[at] ? 0.79 : 0.62) + 0.07 * (size / length);
}

/** Syllables and initial consonants in one word: 부산ㅂㄹㅊㅇ. */
export function mixedPattern(text) {
  const of = (char) => {
    const number = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".indexOf(char);
    if (number < 0) return char;
    const first = 0xac00 + number * 588;
    return `[${char}${String.fromCharCode(first)}-${String.fromCharCode(first + 587)}]`;
  };
  const chars = [...text].flatMap((char) => (/[ㄱ-ㅎ]/.test(char) ? [...initials(char)] : [char]));
  // Folded text holds letters and digits alone, which mean nothing else in a pattern.
  return new RegExp(chars.map(of).join(""), "gu");
}

function scanMixed(shelf, each, word) {
  const { folded, foldedStarts, records, weights } = shelf;
  let key = 0;
  for (const { index: at, 0: found } of folded.matchAll(mixedPattern(each.text))) {
    key = Shelf.keyAt(foldedStarts, at, key);
    word.hits.put(records[key], standingOfChars(shelf, key, at, found.length) * weights[key] * QUALITY.initials, each, [shelf, key]);
  }
}
