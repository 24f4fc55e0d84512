// Finds records by any part of their names. Rows come from the index file: [kind, id, name, where, status, others].

import { fold, initials, isInitials, letters, words } from "./letters.js";

// Less than a fifth: the best match of a synonym stands below the weakest one of the word itself.
const SYNONYM = 0.19;

/** Prepare an index for searching: its rows, and its synonyms by what people type. */
export function prepare(index) {
  const synonyms = new Map();
  for (const [word, means] of index.synonyms ?? []) {
    synonyms.set(fold(word), [...(synonyms.get(fold(word)) ?? []), fold(means)]);
  }
  return { synonyms, rows: index.rows.map(row) };
}

function row([kind, id, name, where, status, others]) {
  const folded = fold(name);
  const rest = [where, ...others].map(fold);
  return {
    kind, id, name, where, status, folded, rest,
    letters: letters(folded),
    restLetters: rest.map(letters),
    initials: initials(folded),
  };
}

/** Rows that hold every word of the query, best first. */
export function find({ rows, synonyms }, query, limit = 12) {
  const parts = words(query);
  if (!parts.length) return { total: 0, rows: [] };
  const whole = parts.join("");
  const found = [];
  for (const row of rows) {
    const asOne = parts.length > 1 && row.folded.includes(whole) ? best(row, whole) : 0;
    const score = asOne || Math.max(sum(row, parts, synonyms), meant(row, whole, synonyms));
    if (score > 0) found.push([score, row]);
  }
  // Among equal matches zones and regions come before what belongs to them; names that begin with the word before others.
  const begins = (row) => (row.folded.startsWith(whole) ? 0 : 1);
  found.sort(([a, one], [b, other]) =>
    b - a || one.kind - other.kind || begins(one) - begins(other) || one.name.length - other.name.length || (one.id < other.id ? -1 : 1));
  return { total: found.length, rows: found.slice(0, limit).map(([, row]) => row) };
}

function sum(row, parts, synonyms) {
  let total = 0;
  for (const part of parts) {
    const score = best(row, part) || meant(row, part, synonyms);
    if (!score) return 0;
    total += score;
  }
  return total / parts.length;
}

/** The best match of what a word stands for; it never beats the word itself. */
function meant(row, part, synonyms) {
  return Math.max(0, ...(synonyms.get(part) ?? []).map((means) => best(row, means) * SYNONYM));
}

function best(row, part) {
  if (row.folded === part) return 100;
  if (row.rest.includes(part)) return 90;
  if (row.folded.includes(part)) return 70;
  if (row.rest.some((text) => text.includes(part))) return 50;
  const typed = letters(part);
  if (row.letters.includes(typed)) return 40;
  if (row.restLetters.some((text) => text.includes(typed))) return 30;
  if (isInitials(typed) && row.initials.includes(typed)) return 20;
  return 0;
}
