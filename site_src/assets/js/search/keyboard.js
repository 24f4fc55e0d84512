// Text typed with the keyboard in the wrong language: the standard Korean layout (두벌식) beside the Latin one.

import { INITIALS, fold, letters } from "./cut.js";

const KEYS = new Map([..."rRseEfaqQtTdwWczxvgkoiOjpuPhynbml"].map((key, number) => [key, "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"[number]]));
const LETTERS = new Map([...KEYS].map(([key, letter]) => [letter, key]));
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
// Two letters that stand in one syllable together.
const TOGETHER = new Map([...VOWELS, ...FINALS].filter((letter) => letters(letter).length === 2).map((letter) => [letters(letter), letter]));

/** Latin keys as the Hangul that they type: dkaahsldk becomes 암모니아. Keys without a letter stay. */
export function hangul(typed) {
  const found = [...typed].map((key) => KEYS.get(key) ?? KEYS.get(key.toLowerCase()) ?? key);
  return compose(found);
}

/** Hangul as the Latin keys that type it: ㅠㅣㅐ차초먀ㅜ becomes blockchain. */
export function latin(typed) {
  return [...letters(fold(typed))].map((letter) => LETTERS.get(letter) ?? letter).join("").toLowerCase();
}

/** Letters put together to syllables as an input method does it: a final consonant goes over to a vowel that follows. */
export function compose(found) {
  let text = "";
  for (let at = 0; at < found.length; ) {
    const initial = INITIALS.indexOf(found[at]);
    if (initial < 0 || !VOWELS.includes(found[at + 1])) {
      text += found[at];
      at += 1;
      continue;
    }
    let next = at + 2;
    let vowel = found[at + 1];
    const two = TOGETHER.get(vowel + found[next]);
    if (two && VOWELS.includes(two)) {
      vowel = two;
      next += 1;
    }
    let final = "";
    if (ends(found, next)) {
      final = found[next];
      next += 1;
      const both = TOGETHER.get(final + found[next]);
      if (both && ends(found, next)) {
        final = both;
        next += 1;
      }
    }
    text += String.fromCharCode(0xac00 + initial * 588 + VOWELS.indexOf(vowel) * 28 + FINALS.indexOf(final));
    at = next;
  }
  return text;
}

function ends(found, at) {
  return found[at] !== undefined && FINALS.includes(found[at]) && !VOWELS.includes(found[at + 1]);
}
