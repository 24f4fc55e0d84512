// How text is cut for search: one form for what is typed and what is indexed.

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
// What two keystrokes make stands as two letters: 위 is typed by way of 우, and 국산 by way of 굯.
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
const CLUSTERS = { ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ" };
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/** Composed, lower-case, half-width text without blanks and marks. Letters of the Hangul alphabet stay as typed. */
export function fold(text) {
  const half = text.normalize("NFC").replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  // Many type the middle dot as the old vowel that looks like one.
  return half.toLowerCase().replace(/[^\p{L}\p{N}]+|[ㆍᆞ]/gu, "");
}

/** The words of a query, folded. */
export function words(text) {
  return text.split(/\s+/).map(fold).filter(Boolean);
}

/** Text as a string of letters: 특구 becomes ㅌㅡㄱㄱㅜ, so that a half-typed syllable matches. */
export function letters(folded) {
  let result = "";
  for (const char of folded) {
    const code = char.charCodeAt(0);
    if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) {
      result += CLUSTERS[char] ?? char;
      continue;
    }
    const index = code - FIRST_SYLLABLE;
    result += INITIALS[Math.floor(index / 588)] + VOWELS[Math.floor((index % 588) / 28)] + FINALS[index % 28];
  }
  return result;
}

/** Initial consonants of Korean text: 특구 becomes ㅌㄱ. Other characters stay. */
export function initials(folded) {
  let result = "";
  for (const char of folded) {
    const code = char.charCodeAt(0);
    result += code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE ? INITIALS[Math.floor((code - FIRST_SYLLABLE) / 588)] : char;
  }
  return result;
}

/** True where a query is made of consonants alone, as people type who look for initials. */
export function isInitials(folded) {
  return folded.length > 1 && [...folded].every((char) => INITIALS.includes(char));
}
