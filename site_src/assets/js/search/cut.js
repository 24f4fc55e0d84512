// How text is cut for search: one form for what is typed and what is indexed. The same rules stand in generator/search/cut.py.

export const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const LONE_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const LONE_FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
// What two keystrokes make stands as two letters: 위 is typed by way of 우, and 국산 by way of 굯.
const PARTS = new Map(
  "ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ".split(" ").map((each) => [each[0], each.slice(1)]),
);
const VOWELS = [...LONE_VOWELS].map((vowel) => PARTS.get(vowel) ?? vowel);
const FINALS = ["", ...[...LONE_FINALS].map((final) => PARTS.get(final) ?? final)];
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
// A character with the marks and conjoining letters that belong to it.
const PIECES = /[\uac00-\ud7a3]?[\u1100-\u11ff]+|[^]\p{M}*/gu;
const OUTSIDE = /[^\p{L}\p{N}]/gu;
const PLAIN = /^[\x00-\x7f\xb7\uac00-\ud7a3]*$/;
const PLAIN_OUTSIDE = /[^a-z0-9\uac00-\ud7a3]+/g;

/** True for a whole Hangul syllable. */
export function isSyllable(char) {
  const code = char.charCodeAt(0);
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

/**
 * Composed, lower-case, half-width text without blanks and marks. Letters of the Hangul alphabet stay as typed.
 * `places` learns where in the text each character of the result came from: `from` and `to`.
 */
export function fold(text, places = null) {
  if (PLAIN.test(text)) return foldPlain(text, places);
  let folded = "";
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const char = foldPiece(piece);
    folded += char;
    if (places) {
      for (let unit = 0; unit < char.length; unit++) {
        places.from.push(index);
        places.to.push(index + piece.length);
      }
    }
  }
  return folded;
}

/** The same for syllables and ASCII alone, as nearly all text is: character by character. */
function foldPlain(text, places) {
  const lower = text.toLowerCase();
  if (places) {
    for (let at = 0; at < lower.length; at++) {
      const code = lower.charCodeAt(at);
      if (code < FIRST_SYLLABLE && !((code > 47 && code < 58) || (code > 96 && code < 123))) continue;
      places.from.push(at);
      places.to.push(at + 1);
    }
  }
  return lower.replace(PLAIN_OUTSIDE, "");
}

function foldPiece(piece) {
  // Compatibility forms of Hangul letters become conjoining letters here, and letters again below.
  const plain = piece.normalize("NFKC").toLowerCase().replace(OUTSIDE, "");
  return plain.replace(/[\u1100-\u11ff]/g, loneLetter);
}

/** The letter that a conjoining letter without a syllable stands for; none for those that no keyboard has today. */
function loneLetter(char) {
  const code = char.charCodeAt(0);
  return INITIALS[code - 0x1100] ?? LONE_VOWELS[code - 0x1161] ?? LONE_FINALS[code - 0x11a8] ?? "";
}

/** The words of a query, folded. */
export function words(text) {
  return text.split(/\s+/u).map((word) => fold(word)).filter(Boolean);
}

/** One folded character as letters. */
export function lettersOf(char) {
  const code = char.charCodeAt(0);
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return PARTS.get(char) ?? char;
  const index = code - FIRST_SYLLABLE;
  return INITIALS[Math.floor(index / 588)] + VOWELS[Math.floor((index % 588) / 28)] + FINALS[index % 28];
}

/** Text as a string of letters: 특구 becomes ㅌㅡㄱㄱㅜ, so that a half-typed syllable matches. */
export function letters(folded) {
  let result = "";
  for (const char of folded) result += lettersOf(char);
  return result;
}

/** Initial consonants of Korean text: 특구 becomes ㅌㄱ. Other characters stay, and joined consonants come apart. */
export function initials(folded) {
  let result = "";
  for (const char of folded) {
    result += isSyllable(char) ? INITIALS[Math.floor((char.charCodeAt(0) - FIRST_SYLLABLE) / 588)] : (PARTS.get(char) ?? char);
  }
  return result;
}

/** True where text is made of consonants alone, as people type who look for initials. */
export function isInitials(folded) {
  return folded.length > 1 && [...initials(folded)].every((char) => INITIALS.includes(char)) && ![...folded].some(isSyllable);
}
