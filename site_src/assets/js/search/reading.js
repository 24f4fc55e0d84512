// A query as words, each with the records that it hits.

import { fold, isInitials } from "./cut.js";
import { expand, isShort, layouts, mend, splitCompound } from "./guessing.js";
import { SENTENCES } from "./index.js";
import { Hits, QUALITY, follow, synonymsOf, tryVariants, variant } from "./matching.js";
import { spelled } from "./spelling.js";
import { isFiller, isOpen, stems, tableOf, wishesToApply, withoutTail } from "./words.js";

const LONGEST_QUERY = 256;
const MOST_WORDS = 16;
const STATUS = 0.6;
// A match of less tells little: the inside of a word, half a syllable.
const STRONG = 0.74;
// So few matches in texts alone do not tell that a word was meant as it was typed.
const FEW = 3;

/** The query as words, each with the records that it hits. */
export function read(index, query) {
  const text = String(query).slice(0, LONGEST_QUERY);
  const all = text.split(/\s+/u).map((raw) => ({ raw, folded: fold(raw) })).filter(({ folded }) => folded).slice(0, MOST_WORDS);
  const asking = all.filter(({ folded }) => !isFiller(folded));
  const content = asking.filter(({ folded }) => !wishesToApply(folded));
  const words = (content.length ? content : asking.length ? asking : all).map((word) => ({ ...word, variants: [], soft: false }));
  for (const word of words) word.soft = words.length > 1 && Boolean(tableOf(word.folded));
  const joined = [all, words].filter((list) => list.length > 1).flatMap((list) => {
    const before = list.slice(0, -1).map(({ folded }) => folded).join("");
    const last = list.at(-1).folded;
    return [variant(before + last, "exact"), ...stems(last).map((stem) => variant(before + stem, "stem"))];
  });
  const asked = {
    text, words, joined,
    open: all.some(({ folded }) => wishesToApply(folded)),
    tables: new Set((all.length > 1 ? all : []).map(({ folded }) => tableOf(folded)).filter(Boolean)),
    // In Korean the last word says what is looked for: 쿠팡 특구 is a zone.
    head: words.length > 1 ? tableOf(words.at(-1).folded) : undefined,
  };
  words.forEach((word, at) => resolve(index, word, at === words.length - 1));
  // A mended word of two syllables is a guess, which does not drive out what the other words say.
  for (const word of words) word.soft ||= word.guessed && words.some((other) => other !== word && other.strong && !other.soft);
  if (asked.open) hitOpen(index, words);
  hitStatuses(index, words);
  groupSynonyms(index, words);
  return asked;
}

/** Look for one word: as it stands, then by ever bolder readings until one hits a name. */
function resolve(index, word, isLast) {
  word.hits = new Hits(index.records.length);
  word.isLast = isLast;
  const { folded, raw } = word;
  const named = () => word.hits.records.some((record) => !SENTENCES.has(index.records[record].table));
  const readings = (text, kind = "stem") => [variant(text, kind), ...synonymsOf(index, text), ...spelled(text).map((way) => variant(fold(way), "transliteration"))];
  tryVariants(index, word, readings(folded, "exact"));
  if (/[a-z]s$/.test(folded)) tryVariants(index, word, stems(folded).map((stem) => variant(stem, "stem")));
  tryVariants(index, word, withoutTail(folded).filter((stem) => index.regionNames.has(stem)).map((stem) => variant(stem, "stem")));
  const steps = [
    () => stems(folded).flatMap((stem) => readings(stem)),
    () => withoutTail(folded).flatMap((stem) => readings(stem)),
    () => layouts(raw).flatMap((text) => readings(text, "layout")),
    () => layouts(raw).flatMap((text) => stems(text).map((stem) => variant(stem, "layout", text))),
  ];
  for (const step of steps) {
    if (named()) break;
    tryVariants(index, word, step());
  }
  if (!named()) expand(index, word);
  if (!named()) splitCompound(index, word);
  const inTexts = lookInTexts(index, word);
  // The last consonant of a word may be a slip, and be read as the next word's beginning.
  const doubtful = word.hits.records.length <= FEW && !word.hits.records.some((record) => word.hits.complete[record]);
  if ((!named() && inTexts < FEW) || (doubtful && inTexts === 0)) mend(index, word);
  word.named = word.hits.records.length;
  word.guessed = isShort(folded) && word.named > 0 && word.hits.records.every((record) => word.hits.variant[record].kind === "mended");
  word.known = word.named > 0 || inTexts > 0;
  word.strong = word.hits.records.some((record) => word.hits.score[record] >= STRONG) || inTexts >= FEW;
  follow(index, word);
  const size = Math.max(1, word.named || inTexts);
  word.weight = Math.max(0.4, Math.log(1 + index.records.length / size)) * (word.soft ? 0.35 : 1);
}

function lookInTexts(index, word) {
  const found = new Map();
  for (const each of word.variants) {
    if (each.text.length < 2 || isInitials(each.text)) continue;
    index.scanTexts(each.text, (record, quality) => found.set(record, Math.max(found.get(record) ?? 0, quality * each.quality)));
  }
  word.inTexts = found;
  return found.size;
}

/** Who wants to apply, for any program or in general, is shown what is open. */
function hitOpen(index, words) {
  for (const word of words) {
    if (!wishesToApply(word.folded) && !["programs", "projects"].includes(tableOf(word.folded))) continue;
    word.known = word.strong = true;
    for (const record of index.records) if (isOpen(statusOf(index, record))) word.hits.put(record.number, STATUS, null, null);
  }
}

/** Words of statuses hit what has that status: 종료된 특구, 운영 중. */
function hitStatuses(index, words) {
  const groups = words.flatMap((word, at) => [[word], words.slice(at, at + 2)]).filter((group, at) => at % 2 === 0 || group.length === 2);
  for (const group of groups) {
    const joined = group.map(({ folded }) => folded).join("");
    const forms = new Set([joined, ...stems(joined)]);
    const meant = index.statuses.findIndex(([, label]) => forms.has(fold(label)));
    if (meant < 0) continue;
    for (const word of group) {
      word.known = word.strong = true;
      for (const { number, status } of index.records) if (status === meant) word.hits.put(number, STATUS, null, null);
    }
  }
}

/** Several words that stand for something together: 비대면 진료. */
function groupSynonyms(index, words) {
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + 4); to++) {
      const group = words.slice(from, to);
      const joined = group.map(({ folded }) => folded).join("");
      const variants = synonymsOf(index, joined).filter(({ quality }) => quality === QUALITY.synonym);
      if (!variants.length) continue;
      const together = { ...group[0], variants: [], hits: new Hits(index.records.length), isLast: false, inTexts: null };
      tryVariants(index, together, variants);
      lookInTexts(index, together);
      follow(index, together);
      for (const word of group) {
        word.variants.push(...together.variants);
        word.known ||= together.hits.records.length > 0;
        for (const record of together.hits.records) word.hits.put(record, together.hits.score[record], together.hits.variant[record], together.hits.key[record]);
      }
    }
  }
}

export function statusOf(index, record) {
  return record.status < 0 ? "" : index.statuses[record.status][0];
}
