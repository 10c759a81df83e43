/** The form of a text in which spellings that a reader takes for the same are the same: kernel/folding.py. */
const SAME = new Map(Object.entries({
  ي: "ی", ى: "ی", ئ: "ی", ے: "ی", ك: "ک", ة: "ه", ۀ: "ه", ہ: "ه", ھ: "ه",
  أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ؤ: "و",
  ß: "ss", ı: "i", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe",
}));
const INVISIBLE = /[\u0640\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

export function fold(text) {
  const joined = text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase();
  const bare = [...joined].map((letter) => SAME.get(letter) ?? letter).join("").normalize("NFKD").replace(/\p{Mn}/gu, "");
  const latin = bare.replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 15));
  return latin.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}
