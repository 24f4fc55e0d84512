// What a page uses to search: one worker, or the page itself where it cannot have one.

let shared = null;

/**
 * Search in the edition at `root`, an absolute URL that ends with a slash.
 *
 * `find(query, options)` gives the engine's answer; `complete` in it is false while texts are still on the way. `load()` resolves when
 * names are there, `loadAll()` when texts are too. All reject where a file cannot be loaded, and may be called again. A caller drops the
 * answer to a query that is no longer asked.
 */
export function openSearch(root) {
  const address = new URL(root, document.baseURI).href;
  const call = (name, ...parameters) => {
    shared ??= start();
    return shared.ask(address, name, parameters);
  };
  return {
    find: (query, options = {}) => call("find", query, options),
    load: () => call("load"),
    loadAll: () => call("loadAll"),
  };
}

function start() {
  const asked = new Map();
  let number = 0;
  let worker = null;
  let here = null;

  /** Without a worker the page does its work itself. */
  function inPage(root, name, parameters) {
    here ??= import("./loader.js").then(
      ({ openIndex }) => {
        const indexes = new Map();
        return (at) => indexes.get(at) ?? indexes.set(at, openIndex(at)).get(at);
      },
      (error) => {
        here = null;
        throw error;
      },
    );
    return here.then((index) => index(root)[name](...parameters));
  }

  function leaveWorker() {
    worker = null;
    for (const [id, { root, name, parameters, resolve, reject }] of asked) {
      asked.delete(id);
      inPage(root, name, parameters).then(resolve, reject);
    }
  }

  try {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data: { id, result, error } }) => {
      const waiting = asked.get(id);
      asked.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    };
    worker.onerror = leaveWorker;
  } catch {
    leaveWorker();
  }

  return {
    ask(root, name, parameters) {
      if (!worker) return inPage(root, name, parameters);
      return new Promise((resolve, reject) => {
        number += 1;
        asked.set(number, { root, name, parameters, resolve, reject });
        worker.postMessage({ id: number, root, call: name, parameters });
      });
    },
  };
}
