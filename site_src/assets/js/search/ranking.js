// Which of the records that words hit are matches, and in which order.

import { fold, letters } from "./cut.js";
import { SENTENCES } from "./index.js";
import { Hits, tryVariants } from "./matching.js";
import { statusOf } from "./reading.js";
import { isOpen } from "./words.js";

// Tables in the order in which equal matches are shown.
export const TABLES = ["zones", "regions", "sectors", "projects", "exemptions", "programs", "laws", "meetings", "agenda_items", "organisations", "terms", "pages"];
const ENDED = new Set(["ended", "past", "closed"]);
const PHRASE = 0.55;
// Kinds that people look for more than for others, where all else is nearly equal.
const FIRST = { zones: 0.04, regions: 0.02, sectors: 0.02, terms: 0.02, programs: 0.01, laws: 0.01, organisations: -0.01, meetings: -0.01, exemptions: -0.04, agenda_items: -0.06 };
// How alike a name must be to be offered where nothing is found, from 0 to 1.
const LIKE = 0.35;
const MOST_NEAREST = 3;

/** All matches, best first. */
export function rank(index, asked) {
  const known = asked.words.filter((word) => word.known);
  const hard = known.filter((word) => !word.soft);
  // What is not known at all asks for something else, unless another word is surely meant.
  if (asked.words.some((word) => !word.known && !word.soft) && !hard.some((word) => word.strong)) return [];
  const counted = hard.length ? hard : known;
  const whole = sum(known, (word) => word.weight);
  const needed = sum(counted, (word) => word.weight);
  const joined = joinedHits(index, asked);
  const phrases = phrasesInTexts(index, asked);
  const matches = [];
  const seen = new Set([...known.flatMap((word) => word.hits.records), ...joined.records, ...phrases]);
  let best = 0;
  for (const number of seen) {
    const record = index.records[number];
    const together = joined.score[number];
    const phrase = phrases.has(number);
    const covered = together || phrase ? 1 : sum(counted, (word) => (word.hits.score[number] ? word.weight : 0)) / needed;
    const exact = Math.max(0, ...counted.map((word) => word.hits.score[number]));
    if (!covered) continue;
    // A text that happens to hold every word does not drive out the names that hold most of them.
    if (together || counted.some((word) => word.hits.score[number] && word.hits.variant[number])) best = Math.max(best, covered);
    const parts = (sum(known, (word) => word.weight * word.hits.score[number]) / whole) * (0.6 + 0.4 * covered);
    const score = Math.max(together && together + 0.04, phrase ? PHRASE : 0, parts, exact >= 0.9 ? 0.6 + 0.1 * covered : 0);
    matches.push({ record, covered, exact, score: score + favour(index, asked, record) });
  }
  // Where a record answers every word, those that answer only some are no matches, but for what is called like one of them.
  const least = best > 0.999 ? 0.999 : best * 0.6;
  const kept = matches.filter(({ covered, exact }) => covered >= least || exact >= 0.95);
  const order = (record) => TABLES.indexOf(record.table);
  return kept
    .map((match) => ({ ...match, step: Math.round(match.score * 50) }))
    .sort(({ step, record: one }, { step: otherStep, record: other }) =>
      otherStep - step || order(one) - order(other) || ended(index, one) - ended(index, other) || one.name.length - other.name.length || one.number - other.number);
}

function sum(list, of) {
  return list.reduce((total, each) => total + of(each), 0);
}

/** What speaks for a record beside its names: it is open where one wants to apply, it is of the kind that was named, it goes on. */
function favour(index, asked, record) {
  const status = statusOf(index, record);
  let more = FIRST[record.table] ?? 0;
  if (asked.open && record.table === "programs") more += isOpen(status) ? 0.3 : 0.1;
  if (asked.tables.has(record.table)) more += 0.07;
  if (asked.head) more += record.table === asked.head ? 0.12 : asked.words.at(-1).hits.score[record.number] ? 0 : -0.25;
  if (ENDED.has(status)) more -= 0.015;
  return more;
}

function ended(index, record) {
  return ENDED.has(statusOf(index, record)) ? 1 : 0;
}

/** Names that hold the words of the query one behind the other. */
function joinedHits(index, asked) {
  const word = { variants: [], hits: new Hits(index.records.length), isLast: true };
  tryVariants(index, word, asked.joined);
  return word.hits;
}

/** Records whose text holds the words of the query one behind the other. */
function phrasesInTexts(index, asked) {
  const found = new Set();
  for (const { text } of asked.joined) index.scanTexts(text, (record) => found.add(record));
  return found;
}

/** Names that look most like the query, by pairs of letters. */
export function nearest(index, asked) {
  const typed = pairs(letters(fold(asked.text)).slice(0, 64));
  const scores = new Map();
  for (const shelf of index.shelves) {
    shelf.records.forEach((number, key) => {
      if (SENTENCES.has(index.records[number].table)) return;
      const start = shelf.lettersStarts[key];
      const end = shelf.shorts[key] ? start + shelf.shorts[key] : shelf.lettersStarts[key + 1] - 1;
      let shared = 0;
      for (let at = start; at < end - 1; at++) if (typed.has(shelf.codes[at] * 65536 + shelf.codes[at + 1])) shared += 1;
      const score = (2 * shared) / (typed.size + end - start);
      if (score > Math.max(LIKE, scores.get(number) ?? 0)) scores.set(number, Math.min(1, score));
    });
  }
  const best = [...scores].sort(([first, one], [second, other]) => other - one || first - second).slice(0, MOST_NEAREST);
  return best.map(([number]) => (({ table, id, name }) => ({ table, id, name }))(index.records[number]));
}

/** Neighbouring letters of a text, each pair as one number. */
function pairs(text) {
  const found = new Set();
  for (let at = 0; at < text.length - 1; at++) found.add(text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1));
  return found;
}
