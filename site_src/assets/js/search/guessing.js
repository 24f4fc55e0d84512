// Bolder readings of a word that no name holds: other keyboard, several words in one, shortened names, typing errors.

import { fold, isInitials, letters } from "./cut.js";
import { HANGUL } from "./index.js";
import { hangul, latin } from "./keyboard.js";
import { Hits, QUALITY, follow, standing, synonymsOf, tryVariants, variant } from "./matching.js";
import { CHAR, Shelf, WORD } from "./shelf.js";
import { approximate, beginning } from "./typos.js";
import { withoutTail } from "./words.js";

const LONGEST_COMPOUND = 24;

/** A word as it would read had the keyboard been in the other language. */
export function layouts(raw) {
  if (/^[a-z]/i.test(raw)) {
    // With Caps Lock on, every key comes as if Shift were held.
    const texts = [...new Set([raw, raw.toLowerCase()])].map((keys) => fold(hangul(keys)));
    return texts.filter((text) => HANGUL.test(text) || isInitials(text));
  }
  if (!/[\u3131-\u3163\uac00-\ud7a3]/.test(raw)) return [];
  const text = fold(latin(raw));
  return text.length > 1 ? [text] : [];
}

/** A word that is several words written as one: all of its pieces must hit. */
export function splitCompound(index, word) {
  const pieces = split(index, word.folded);
  if (!pieces) return;
  const parts = pieces.map((folded, at) => {
    const part = { folded, raw: folded, variants: [], hits: new Hits(index.records.length), isLast: word.isLast && at === pieces.length - 1 };
    const regions = withoutTail(folded).filter((stem) => index.regionNames.has(stem));
    tryVariants(index, part, [variant(folded, "piece"), ...regions.map((stem) => variant(stem, "piece")), ...synonymsOf(index, folded)]);
    follow(index, part);
    return part;
  });
  word.pieces = parts;
  word.variants.push(...parts.flatMap(({ variants }) => variants));
  const weight = (part) => Math.log(1 + index.records.length / Math.max(1, part.hits.records.length));
  const whole = parts.reduce((sum, part) => sum + weight(part), 0);
  for (const record of parts[0].hits.records) {
    if (!parts.every(({ hits }) => hits.score[record])) continue;
    const score = parts.reduce((sum, part) => sum + weight(part) * part.hits.score[record], 0) / whole;
    const best = parts.reduce((one, other) => (other.hits.score[record] > one.hits.score[record] ? other : one));
    word.hits.put(record, score * QUALITY.piece, best.hits.variant[record], best.hits.key[record]);
  }
}

/** The fewest words of two characters or more that the text is made of, all of them in names; null where there are none. */
function split(index, text) {
  if (text.length < 4 || text.length > LONGEST_COMPOUND || !HANGUL.test(text)) return null;
  const isRegion = (piece) => withoutTail(piece).some((stem) => index.regionNames.has(stem));
  const known = (piece) => index.synonyms.has(piece) || index.shelves.some((shelf) => !shelf.ofSentences && shelf.folded.includes(piece)) || isRegion(piece);
  const best = [[]];
  for (let end = 2; end <= text.length; end++) {
    for (let start = Math.max(0, end - 12); start <= end - 2; start++) {
      if (!best[start] || (best[end] && best[end].length <= best[start].length + 1)) continue;
      if (known(text.slice(start, end))) best[end] = [...best[start], text.slice(start, end)];
    }
  }
  // What is left over at the end may be a particle.
  for (let end = text.length; end >= Math.max(4, text.length - 2); end--) if (best[end]?.length > 1) return best[end];
  return null;
}

/** Long names of laws and bodies by some of their characters, as they are shortened: 산자부, 신재생에너지법. */
export function expand(index, word) {
  const { folded } = word;
  if (folded.length < 3 || folded.length > 10 || !/^[가-힣]+$/.test(folded)) return;
  const law = folded.endsWith("법");
  const pattern = new RegExp(`^${[...(law ? folded.slice(0, -1) : folded)].join(".*")}${law ? ".*법(률)?" : ""}$`, "u");
  const each = { ...variant(folded, "abbreviation"), shown: "" };
  for (const shelf of index.shelves) {
    shelf.records.forEach((number, key) => {
      const { table } = index.records[number];
      if (table !== "laws" && table !== "organisations") return;
      const name = shelf.folded.slice(shelf.foldedStarts[key], shelf.foldedStarts[key + 1] - 1);
      if (pattern.test(name)) word.hits.put(number, QUALITY.abbreviation + 0.2 * (folded.length / name.length), each, [shelf, key]);
    });
  }
}

/** Names with a typing error of the word; two errors in a long one. */
export function mend(index, word) {
  const pattern = letters(word.folded);
  if (pattern.length < 4 || isInitials(word.folded)) return;
  const base = { text: word.folded, kind: "mended", shown: "", letters: pattern, quality: QUALITY.mended };
  for (const allowed of pattern.length >= 9 ? [1, 2] : [1]) {
    for (const shelf of index.shelves) {
      let key = 0;
      const ends = new Map();
      approximate(shelf.codes, pattern, allowed, (end, errors) => {
        key = Shelf.keyAt(shelf.lettersStarts, end, key);
        const better = ends.get(key);
        // Where a match may end sooner or later, the end of a word or a character is better.
        const closes = shelf.flags[end + 1] & WORD ? 0 : shelf.flags[end + 1] & CHAR ? 0.25 : 0.5;
        if (!better || errors + closes < better.cost) ends.set(key, { end, cost: errors + closes });
      });
      for (const [at, { end }] of ends) {
        const start = beginning(shelf.letters, end, pattern, shelf.lettersStarts[at]);
        if (!(shelf.flags[start.at] & CHAR) || start.errors > allowed) continue;
        const size = end + 1 - start.at;
        if (isShort(word.folded) && !beginsWord(shelf, start.at, size)) continue;
        const quality = standing(shelf, at, start.at, size, false) * shelf.weights[at] * QUALITY.mended - 0.06 * (start.errors - 1);
        word.hits.put(shelf.records[at], quality, { ...base, place: [start.at - shelf.lettersStarts[at], size] }, [shelf, at]);
      }
    }
    if (word.hits.records.length) return;
  }
}

/** Two syllables, or five letters, are near to many others. */
export function isShort(folded) {
  return folded.length < 3 || letters(folded).length < 6;
}

/** True for a part of a word from its beginning, whole characters all. */
function beginsWord({ flags }, at, size) {
  if (!(flags[at] & WORD) || !(flags[at + size] & CHAR)) return false;
  for (let inside = at + 1; inside < at + size; inside++) if (flags[inside] & WORD) return false;
  return true;
}
