// Approximate matching: where a word stands in a long text with so many letters wrong, missing, extra or swapped.
// Bit-parallel (Wu and Manber, 1992), with swapped neighbours as one error (Hyyrö, 2003).

const LONGEST = 31;
const masks = new Int32Array(65536);

/**
 * Call `found(end, errors)` for every place of `codes` (from `from` to `to`) where the pattern ends with at most `allowed` errors (1 or 2).
 * Of a pattern longer than 31 letters the first 31 count. No match goes past a line feed.
 */
export function approximate(codes, pattern, allowed, found) {
  const length = Math.min(pattern.length, LONGEST);
  for (let at = 0; at < length; at++) masks[pattern.charCodeAt(at)] |= 1 << at;
  const last = 1 << (length - 1);
  let none = 0, one = 1, two = 3, noneBefore = 0, oneBefore = 0, maskBefore = 0;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at];
    if (code === 10) {
      none = noneBefore = oneBefore = maskBefore = 0;
      one = 1;
      two = 3;
      continue;
    }
    const mask = masks[code];
    const newNone = ((none << 1) | 1) & mask;
    // Match; a letter too many; a wrong one; a missing one; two swapped.
    const swapped = ((noneBefore << 2) | 2) & maskBefore & (mask << 1);
    const newOne = (((one << 1) | 1) & mask) | none | (none << 1) | (newNone << 1) | swapped | 1;
    if (allowed === 2) {
      const swappedTwice = ((oneBefore << 2) | 2) & maskBefore & (mask << 1);
      two = (((two << 1) | 1) & mask) | one | (one << 1) | (newOne << 1) | swappedTwice | 3;
    }
    noneBefore = none;
    oneBefore = one;
    maskBefore = mask;
    none = newNone;
    one = newOne;
    if (one & last) found(at, none & last ? 0 : 1);
    else if (allowed === 2 && two & last) found(at, 2);
  }
  for (let at = 0; at < length; at++) masks[pattern.charCodeAt(at)] = 0;
}

/** The beginning of the part of `text` that ends at `end` (counted in) and is nearest to the pattern; and its errors. */
export function beginning(text, end, pattern, least) {
  const from = Math.max(least, end - pattern.length - 1);
  // Distances of the pattern's end to the text's end, letter by letter backwards.
  let before = null;
  let row = Array.from({ length: pattern.length + 1 }, (_, number) => number);
  let best = { at: end, errors: pattern.length };
  for (let at = end; at >= from; at--) {
    const next = [end - at + 1];
    for (let used = 1; used <= pattern.length; used++) {
      const letter = pattern[pattern.length - used];
      let cost = Math.min(row[used - 1] + (text[at] === letter ? 0 : 1), row[used] + 1, next[used - 1] + 1);
      if (before && used > 1 && text[at] === pattern[pattern.length - used + 1] && text[at + 1] === letter) cost = Math.min(cost, before[used - 2] + 1);
      next.push(cost);
    }
    const errors = next[pattern.length];
    if (errors < best.errors || (errors === best.errors && pattern[0] === text[at])) best = { at, errors };
    before = row;
    row = next;
  }
  return best;
}
