// How text is cut for search: one form for what is typed and what is indexed.

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/** Composed, lower-case, half-width text without blanks and marks. Letters of the Hangul alphabet stay as typed. */
export function fold(text) {
  const half = text.normalize("NFC").replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return half.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
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
      result += char;
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
