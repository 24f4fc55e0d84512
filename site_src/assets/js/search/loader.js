// Loads the files of an index as they are needed, and answers queries from what is there. Runs in the worker, or in the page.

import { Index, find } from "./engine.js";

// How long an answer waits for what is still on the way: a whole answer is better than two.
const GRACE = 100;

/** The index below the edition's root. `read(address)` gives the JSON at an address, or rejects. */
export function openIndex(root, read = readJson) {
  const index = new Index();
  let waiting = ["names.json"];
  let names = null;
  let rest = null;

  async function take() {
    const loading = waiting.map((name) => read(new URL(`assets/search/${name}`, root)));
    // A failure is told once, by the file that is taken next.
    loading.forEach((each) => each.catch(() => {}));
    for (const each of loading) {
      const file = await each;
      // In steps, so that a key that was pressed meanwhile is answered first.
      for (const step = index.steps(file); !step.next().done; ) await pause();
      await pause();
      waiting.shift();
      if (file.parts) waiting.push(...file.parts, "texts.json");
      if (file.parts) return;
    }
  }

  /** Load what a first result needs. A failure rejects, and the next call tries again. */
  function load() {
    names ??= take().catch((error) => {
      names = null;
      throw error;
    });
    return names;
  }

  /** Load everything. */
  async function loadAll() {
    await load();
    rest ??= take().catch((error) => {
      rest = null;
      throw error;
    });
    return rest;
  }

  /** The answer from what is loaded, if the rest does not come in time; where that finds nothing, from everything. */
  async function answer(query, options) {
    await load();
    const all = loadAll();
    await Promise.race([all.catch(() => {}), pause(GRACE)]);
    const first = find(index, query, options);
    if (first.total || first.complete || !String(query).trim()) return first;
    await all;
    return find(index, query, options);
  }

  return { load, loadAll, find: answer };
}

function pause(milliseconds = 0) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function readJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
