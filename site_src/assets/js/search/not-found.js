// The page for wrong addresses: what has a name like the one in the address.

import { openSearch } from "./client.js";
import { element, facts, link } from "./results.js";
import { loadWords } from "./said.js";

const SHOWN = 5;

const place = document.querySelector(".zr-lost");
if (place) offer(place).catch(() => {});

/** Fills the list; rejects where the address is no text or the data does not come, and then the list stays hidden. */
async function offer(place) {
  const site = new URL(place.dataset.root, document.baseURI);
  const path = decodeURIComponent(location.pathname.slice(site.pathname.length)).split("/").filter(Boolean);
  const edition = path[0] === "en" ? "en" : "ko";
  const root = edition === "en" ? new URL("en/", site) : site;
  const query = (path.at(-1) ?? "").replace(/\.html?$/, "").replace(/[-_]+/g, " ").trim();
  if (!query) return;
  const [words, answer] = await Promise.all([loadWords(root), openSearch(root, edition).find(query, { limit: SHOWN })]);
  const near = answer.total ? answer.results : answer.nearest ?? [];
  place.lang = edition;
  place.querySelector("ul").replaceChildren(...near.map((result) =>
    element("li", "", link(result, root, edition), " ", facts(result, words, edition))));
  place.hidden = !near.length;
}
