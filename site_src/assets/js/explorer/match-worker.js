// Answers text filters beside the page: first the address of the rows comes, then queries with a number each.

import { indexOf, matching } from "./match.js";
import { prepare } from "./model.js";

let index = null;

addEventListener("message", async ({ data: { file, number, query } }) => {
  if (file) index = load(file);
  try {
    const ready = await index;
    if (query !== undefined) postMessage({ number, ...matching(ready, query) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});

async function load(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${answer.status} ${file}`);
  return indexOf(prepare(await answer.json()));
}
