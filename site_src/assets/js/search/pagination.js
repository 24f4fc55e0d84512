// Links to the pages of a long list: the first, the last and those around the current one.

import { element } from "./results.js";
import { fill } from "./said.js";

const AROUND = 2;

/** The numbers to show; 0 stands for a gap. */
export function numbers(current, last) {
  const shown = [];
  for (let number = 1; number <= last; number += 1) {
    if (number === 1 || number === last || Math.abs(number - current) <= AROUND) shown.push(number);
    else if (shown.at(-1) !== 0) shown.push(0);
  }
  return shown;
}

/** List items with the links; `address` gives the address of a page. */
export function pagination(current, last, address, words) {
  return numbers(current, last).map((number) => {
    if (number === 0) return element("li", "zr-find-gap", "…");
    const link = element("a", "", String(number));
    link.href = address(number);
    link.dataset.page = number;
    link.setAttribute("aria-label", fill(words.page, { page: number }));
    if (number === current) link.setAttribute("aria-current", "page");
    return element("li", "", link);
  });
}
