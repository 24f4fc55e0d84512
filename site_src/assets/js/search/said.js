// What search says in the language of the edition, from the locale.

const loading = new Map();

/** Load the words of an edition; a failed load rejects and can be tried again. */
export function loadWords(root) {
  const address = new URL("assets/search/words.json", root).href;
  if (!loading.has(address)) {
    const words = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.json();
    });
    words.catch(() => loading.delete(address));
    loading.set(address, words);
  }
  return loading.get(address);
}

/** Words with their placeholders filled in; of numbers every third digit is set apart. */
export function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => {
    if (!(key in facts)) return whole;
    return typeof facts[key] === "number" ? facts[key].toLocaleString("en") : facts[key];
  });
}

/** The beginning of a query, for titles and messages. */
export function shortened(query, length = 60) {
  const letters = [...query];
  return letters.length > length ? `${letters.slice(0, length).join("")}…` : query;
}
