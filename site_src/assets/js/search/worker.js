// Answers queries beside the page, so that preparing the index and searching never hold up a key.
// Asked: {id, root, call, parameters}, where call is load, loadAll or find. Answered: {id, result} or {id, error}.

import { openIndex } from "./loader.js";

const indexes = new Map();

self.onmessage = async ({ data: { id, root, call, parameters } }) => {
  if (!indexes.has(root)) indexes.set(root, openIndex(root));
  try {
    self.postMessage({ id, result: await indexes.get(root)[call](...parameters) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
};
