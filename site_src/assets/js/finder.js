// Finds records by any part of their names. Rows come from the index file: [kind, id, name, where, status, others].

import { fold, initials, isInitials, letters, words } from "./letters.js";

/** Prepare the rows of an index for searching. */
export function prepare(index) {
  return index.rows.map(([kind, id, name, where, status, others]) => {
    const folded = fold(name);
    const rest = [where, ...others].map(fold);
    return {
      kind, id, name, where, status, folded, rest,
      letters: letters(folded),
      restLetters: rest.map(letters),
      initials: initials(folded),
    };
  });
}

/** Rows that hold every word of the query, best first. */
export function find(rows, query, limit = 12) {
  const parts = words(query);
  if (!parts.length) return { total: 0, rows: [] };
  const whole = parts.join("");
  const found = [];
  for (const row of rows) {
    const score = parts.length > 1 && row.folded.includes(whole) ? best(row, whole) : sum(row, parts);
    if (score > 0) found.push([score, row]);
  }
  found.sort(([a, one], [b, other]) => b - a || one.kind - other.kind || one.name.length - other.name.length || (one.id < other.id ? -1 : 1));
  return { total: found.length, rows: found.slice(0, limit).map(([, row]) => row) };
}

function sum(row, parts) {
  let total = 0;
  for (const part of parts) {
    const score = best(row, part);
    if (!score) return 0;
    total += score;
  }
  return total / parts.length;
}

function best(row, part) {
  if (row.folded === part) return 100;
  if (row.rest.includes(part)) return 90;
  if (row.folded.startsWith(part)) return 80;
  if (row.folded.includes(part)) return 70;
  if (row.rest.some((text) => text.includes(part))) return 50;
  const typed = letters(part);
  if (row.letters.includes(typed)) return 40;
  if (row.restLetters.some((text) => text.includes(typed))) return 30;
  if (isInitials(typed) && row.initials.includes(typed)) return 20;
  return 0;
}
