// The text filter of an explorer: a worker, or the page itself where it cannot have one.

/** Find rows of a model by text; `file` is the address of its rows. `find(query)` gives rows and the mended query. */
export function openMatcher(model, file) {
  let asking = null;
  const ask = () => (asking ??= start(model, file));
  return {
    /** Make ready what a first query needs. */
    warm: () => void ask(),
    find: (query) => ask()(query),
  };
}

function start(model, file) {
  const waiting = new Map();
  let number = 0;
  let worker = null;
  let here = null;

  async function inPage(query) {
    here ??= import("./match.js").then(({ indexOf, matching }) => {
      const index = indexOf(model);
      return (asked) => matching(index, asked);
    });
    // A failure is told once; the next query tries again.
    here.catch(() => (here = null));
    return (await here)(query);
  }

  function leaveWorker() {
    worker?.terminate();
    worker = null;
    for (const { query, resolve, reject } of waiting.values()) inPage(query).then(resolve, reject);
    waiting.clear();
  }

  try {
    worker = new Worker(new URL("match-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.error) return leaveWorker();
      waiting.get(data.number)?.resolve(data);
      waiting.delete(data.number);
    };
    worker.onerror = leaveWorker;
    worker.postMessage({ file });
  } catch {
    leaveWorker();
  }

  return (query) => {
    if (!worker) return inPage(query);
    return new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { query, resolve, reject });
      worker.postMessage({ number, query });
    });
  };
}
