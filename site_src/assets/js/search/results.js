// How a found record is shown: its name with marks, what it is and where, why it matched, and the place in its text.
// Everything is made of text nodes: neither a query nor a record is ever read as HTML.

import { address } from "./address.js";

const CHIPS = { zones: "zr-chip--", programs: "zr-call--", exemptions: "zr-stage--" };

/** An element with a class and content; content that is empty is left out. */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== "" && part !== null));
  return made;
}

/** Text with the given ranges in mark elements; ranges that overlap or lie outside are mended. */
export function marked(text, marks = []) {
  const parts = document.createDocumentFragment();
  let done = 0;
  for (const [start, end] of [...marks].sort(([one], [other]) => one - other)) {
    const from = Math.max(start, done);
    const to = Math.min(end, text.length);
    if (from >= to) continue;
    parts.append(text.slice(done, from), element("mark", "", text.slice(from, to)));
    done = to;
  }
  parts.append(text.slice(done));
  return parts;
}

/** The link to a found record, with its name unless there is other content. */
export function link(result, root, edition, ...content) {
  const made = element("a", "", ...(content.length ? content : [spoken(element("span", "", result.name), result.name, edition)]));
  made.href = new URL(address(result.table, result.id, result.owner), root);
  if (result.table !== "pages") made.dataset.record = `${result.table}/${result.id}`;
  if (result.lang && result.lang !== edition) made.lang = result.lang;
  return made;
}

/** Kind, place and status of a found record. */
export function facts(result, words, edition) {
  const said = [words[`kind_${result.table}`], result.where].filter(Boolean).join(" · ");
  const made = element("span", "zr-hit-facts", spoken(element("span", "", said), said, edition));
  if (result.status) made.append(" ", element("span", `zr-chip ${chip(result)}`, result.status));
  return made;
}

function chip({ table, statusKey }) {
  return table in CHIPS && statusKey ? `${CHIPS[table]}${statusKey}` : "";
}

/** Why a record matched, where its name does not tell; null where it does. */
export function reason(result, words, edition) {
  if (!result.reason) return null;
  const label = words[`reason_${result.reason.kind.replaceAll("-", "_")}`];
  const said = [label, result.reason.text].filter(Boolean).join(": ");
  return said ? spoken(element("span", "zr-hit-reason", said), result.reason.text ?? "", edition) : null;
}

/** The place in a record's text that matched; null where the name did. */
export function snippet(result, edition) {
  if (!result.snippet) return null;
  const { text, marks } = result.snippet;
  return spoken(element("span", "zr-hit-snippet", marked(text, marks)), text, edition);
}

/** Mark an element of the English edition as Korean where its text mainly is. */
function spoken(made, text, edition) {
  if (edition === "en" && count(text, /[가-힣]/g) * 2 > count(text, /[a-z]/gi)) made.lang = "ko";
  return made;
}

function count(text, pattern) {
  return text.match(pattern)?.length ?? 0;
}
