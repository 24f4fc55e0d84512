// What pages say, in one long string; found by whole words or their beginnings, and shown as snippets.

import { fold } from "./cut.js";
import { Shelf } from "./shelf.js";

const BEFORE = 24;
const AFTER = 76;

export class Texts {
  /** `rows` are lists: number of a record, and its paragraphs. */
  constructor(rows) {
    this.records = rows.map(([number]) => number);
    this.paragraphs = new Map(rows.map(([number, ...paragraphs]) => [number, paragraphs]));
    this.starts = [0];
    const folded = [];
    const begins = [];
    for (const [, ...paragraphs] of rows) {
      const places = { from: [], to: [] };
      const text = fold(paragraphs.join(" "), places);
      for (let at = 0; at < text.length; at++) begins.push(at === 0 || places.from[at] > places.to[at - 1] ? 1 : 0);
      begins.push(0);
      folded.push(text);
      this.starts.push(this.starts.at(-1) + text.length + 1);
    }
    this.folded = folded.join("\n");
    this.begins = Uint8Array.from(begins);
  }

  /** Call `found(record, quality)` for every text that holds the folded word. */
  scan(word, found) {
    const short = word.length < 3 || (word.length < 5 && /^[a-z0-9]+$/.test(word));
    let row = 0;
    for (let at = this.folded.indexOf(word); at >= 0; at = this.folded.indexOf(word, at + 1)) {
      const begins = this.begins[at];
      if (short && !begins) continue;
      row = Shelf.keyAt(this.starts, at, row);
      found(this.records[row], begins ? 1 : 0.8);
    }
  }

  /** The part of a record's text that shows most words of the query, with their places in it; empty where none is there. */
  snippet(record, words) {
    let best = null;
    for (const paragraph of this.paragraphs.get(record) ?? []) {
      const places = { from: [], to: [] };
      const folded = fold(paragraph, places);
      const ranges = [];
      for (const { variants } of words) {
        for (const { text } of variants) {
          const at = text.length > 1 ? folded.indexOf(text) : -1;
          if (at < 0) continue;
          ranges.push([places.from[at], places.to[at + text.length - 1]]);
          break;
        }
      }
      if (ranges.length && (!best || ranges.length > best.ranges.length)) best = { paragraph, ranges };
    }
    return best ? around(best.paragraph, best.ranges) : "";
  }
}

/** A part of a paragraph around the first of the ranges. */
function around(paragraph, ranges) {
  const first = Math.min(...ranges.map(([from]) => from));
  let from = Math.max(0, first - BEFORE);
  if (from > 0) from = Math.max(0, paragraph.lastIndexOf(" ", from) + 1);
  let to = Math.min(paragraph.length, first + AFTER);
  if (to < paragraph.length) to = Math.max(first + 1, paragraph.lastIndexOf(" ", to));
  const lead = from > 0 ? "… " : "";
  const marks = ranges
    .filter(([start, end]) => start >= from && end <= to)
    .map(([start, end]) => [start - from + lead.length, end - from + lead.length])
    .sort((one, other) => one[0] - other[0]);
  return { text: `${lead}${paragraph.slice(from, to)}${to < paragraph.length ? " …" : ""}`, marks };
}
