// The facets of an explorer: a fieldset each, a box a value with the number of its rows.

import { element } from "../search/results.js";
import { fill } from "../search/said.js";

// A longer facet shows its most frequent values, and all when asked.
const SHORT = 10;
const FREQUENT = 8;

export class Facets {
  /** `counts` are those of the whole list: they tell which values are frequent. */
  constructor(place, model, rows, counts) {
    this.model = model;
    this.facets = model.facets.filter(({ values }) => values.length > 1).map((facet) => new Facet(facet, model, rows, counts.get(facet.key)));
    place.append(...this.facets.map(({ set }) => set));
  }

  /** What is chosen, by facet. */
  get chosen() {
    const chosen = Object.fromEntries(this.model.facets.map(({ key }) => [key, []]));
    for (const { facet, boxes } of this.facets) chosen[facet.key] = facet.values.flatMap(({ id }, at) => (boxes[at].checked ? [id] : []));
    return chosen;
  }

  /** Show what is chosen and how many rows each value has. */
  show(chosen, counts) {
    for (const each of this.facets) each.show(chosen[each.facet.key], counts.get(each.facet.key));
  }
}

class Facet {
  constructor(facet, model, rows, counts) {
    this.facet = facet;
    this.words = model.words;
    this.boxes = [];
    this.numbers = [];
    this.labels = facet.values.map(({ id, words }) => this.#label(id, rows.words(words)));
    this.frequent = new Set(facet.values.map((_, at) => at));
    this.set = element("fieldset", "zr-facet", element("legend", "", facet.title), ...this.labels);
    if (facet.values.length > SHORT) {
      this.frequent = new Set([...this.frequent].sort((one, other) => counts[other] - counts[one] || one - other).slice(0, FREQUENT));
      this.more = element("button", "zr-facet-more");
      this.more.type = "button";
      this.more.setAttribute("aria-expanded", "false");
      this.more.addEventListener("click", () => {
        this.more.setAttribute("aria-expanded", String(this.more.getAttribute("aria-expanded") !== "true"));
        this.#fold();
      });
      this.set.append(this.more);
      this.#fold();
    }
  }

  #label(id, words) {
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: this.facet.key, value: id });
    const number = element("span", "zr-facet-number");
    this.boxes.push(box);
    this.numbers.push(number);
    return element("label", "", box, element("span", "", words), number);
  }

  #fold() {
    if (!this.more) return;
    const all = this.more.getAttribute("aria-expanded") === "true";
    this.labels.forEach((label, at) => (label.hidden = !all && !this.frequent.has(at) && !this.boxes[at].checked));
    this.more.textContent = all ? this.words.less : fill(this.words.more, { count: this.labels.length });
  }

  show(chosen, counts) {
    const wanted = new Set(chosen);
    this.facet.values.forEach(({ id }, at) => {
      this.boxes[at].checked = wanted.has(id);
      this.numbers[at].textContent = counts[at].toLocaleString("en");
      this.labels[at].classList.toggle("zr-facet-none", !counts[at]);
    });
    this.#fold();
  }
}
