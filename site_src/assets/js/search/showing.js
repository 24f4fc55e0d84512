// A match as a page shows it: with marks, the reason, and the place in its text.

import { isInitials } from "./cut.js";
import { isShortLatin, mixedPattern } from "./matching.js";
import { CHAR, WORD, cut } from "./shelf.js";

/** A match as the page shows it. */
export function shown(index, asked, match) {
  const { record } = match;
  const name = cut(record.name);
  const marks = merge(asked.words.flatMap((word) => located(word, match, name)));
  const status = record.status < 0 ? ["", ""] : index.statuses[record.status];
  const reason = why(asked, match, name);
  const snippet = !marks.length || covers(asked, record) ? index.snippet(record.number, asked.words) : "";
  return {
    table: record.table,
    id: record.id,
    name: record.name,
    lang: record.lang,
    where: [...record.near.map((each) => index.records[each].short), record.label].filter(Boolean).join(" · "),
    status: status[1],
    statusKey: status[0],
    regions: record.regions,
    owner: record.table === "agenda_items" ? `meetings/${index.records[record.near[0]].id}` : "",
    marks,
    reason: reason || (snippet && !marks.length ? { kind: "text", text: "" } : ""),
    snippet,
  };
}

/** True where a word of the query is found in the record's text alone. */
function covers(asked, record) {
  return asked.words.some((word) => word.known && word.hits.score[record.number] && !word.hits.variant[record.number]);
}

/** Why a record was found, where its name does not show it; a word that its name shows needs no reason. */
function why(asked, { record }, name) {
  for (const { hits } of asked.words) {
    const each = hits.variant[record.number];
    if (!each || !hits.key[record.number]) continue;
    if ((each.kind === "exact" || each.kind === "stem" || each.kind === "piece") && name.letters.includes(each.letters)) continue;
    const [shelf, number] = hits.key[record.number];
    const text = shelf.texts[number];
    if (each.kind === "mended") return { kind: "mended", text: mendedText(each, shelf, number) };
    if (each.kind === "layout" || each.kind === "synonym") return { kind: each.kind, text: each.shown };
    if (each.kind === "transliteration" || shelf.spelled.has(number)) return { kind: "transliteration", text };
    if (each.kind === "abbreviation" || text !== record.name) return { kind: "other-name", text };
  }
  return "";
}

function mendedText(each, shelf, number) {
  const name = cut(shelf.texts[number]);
  const [from, size] = each.place;
  if (from + size > name.chars.length) return shelf.texts[number];
  return name.text.slice(name.places.from[name.chars[from]], name.places.to[name.chars[from + size - 1]]);
}

/** The query with its mended words in place; empty where none was mended. */
export function mendedQuery(asked, { record }) {
  let text = "";
  let changed = false;
  for (const { raw, hits } of asked.words) {
    const each = hits.variant[record.number];
    const key = hits.key[record.number];
    const instead = each?.kind === "layout" ? each.shown : each?.kind === "mended" && key ? mendedText(each, ...key) : "";
    changed ||= Boolean(instead);
    text += `${text && " "}${instead || raw}`;
  }
  return changed ? text : "";
}

/** Where in a name a word stands, as ranges of the name's own text. */
function located(word, { record }, name) {
  const best = word.hits.variant[record.number];
  const variants = [...new Set([best, ...word.variants, ...(best?.kind === "piece" ? word.pieces.flatMap(({ variants }) => variants) : [])])].filter(Boolean);
  const range = (from, to) => [name.places.from[name.chars[from]], name.places.to[name.chars[to - 1]]];
  const found = [];
  for (const each of variants) {
    if (each.place) {
      const key = word.hits.key[record.number];
      if (key && key[0].texts[key[1]] === record.name) found.push(range(each.place[0], each.place[0] + each.place[1]));
    } else if (isInitials(each.text) || /[ㄱ-ㅎ]/.test(each.text)) {
      const match = mixedPattern(each.text).exec(name.folded);
      if (match) found.push([name.places.from[match.index], name.places.to[match.index + match[0].length - 1]]);
    }
    if (!each.place) {
      for (let at = name.letters.indexOf(each.letters); at >= 0; at = name.letters.indexOf(each.letters, at + 1)) {
        if (!(name.flags[at] & CHAR) || (isShortLatin(each) && !(name.flags[at] & WORD))) continue;
        found.push(range(at, at + each.letters.length));
        break;
      }
    }
    if (found.length && each.kind !== "piece") break;
  }
  return found;
}

/** Ranges in order, those that touch made one. */
function merge(ranges) {
  const result = [];
  for (const [from, to] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
