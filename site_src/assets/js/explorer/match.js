// Which rows a text finds, word by word, by the engine of the site's search. Pure; runs in a worker, or in the page that has none.

import { fold } from "../search/cut.js";
import { find, prepareRows } from "../search/engine.js";
import { isFiller, wishesToApply } from "../search/words.js";
import { textsOf } from "./model.js";

const MOST_WORDS = 16;

/** An index of the texts of a model's rows. Rows share most of them (regions, laws), so that each is cut once. */
export function indexOf(model) {
  const rows = new Map();
  for (let row = 0; row < model.size; row++) {
    for (const text of textsOf(model, row)) {
      if (!rows.has(text)) rows.set(text, []);
      rows.get(text).push(row);
    }
  }
  const index = prepareRows(Array.from(rows.keys(), (text, number) => ({ id: String(number), names: [text] })), model.synonyms);
  return { index, rows: [...rows.values()], size: model.size };
}

/** Numbers of the rows that fit every word of a query, and the query that was looked for instead where that differs. */
export function matching({ index, rows, size }, query) {
  const asked = query.split(/\s+/u).filter((word) => fold(word)).slice(0, MOST_WORDS);
  const telling = asked.filter((word) => !isFiller(fold(word)) && !wishesToApply(fold(word)));
  const words = telling.length ? telling : asked;
  const fitting = new Uint8Array(size);
  const said = words.map((word, at) => {
    const { results, mended } = find(index, word, { limit: Infinity });
    // A row goes on only where it fitted all the words before.
    for (const { id } of results) for (const row of rows[id]) if (fitting[row] === at) fitting[row] = at + 1;
    return mended || word;
  });
  const found = [];
  for (let row = 0; row < size; row++) if (words.length && fitting[row] === words.length) found.push(row);
  return { rows: Int32Array.from(found), mended: said.some((word, at) => word !== words[at]) ? said.join(" ") : "" };
}
