// SHA-256 of one block. The browser's own is missing where a page comes without TLS, and is slow for short texts.
const fraction = (number) => ((number % 1) * 2 ** 32) | 0;
const primes = [];
for (let number = 2; primes.length < 64; number++) {
  if (primes.every((prime) => number % prime)) primes.push(number);
}
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const STEPS = primes.map((prime) => fraction(Math.cbrt(prime)));
const turned = (word, by) => (word >>> by) | (word << (32 - by));
const w = new Int32Array(64);

// Takes whole words of 32 bits, at most 13, and gives the eight of their digest.
export function digest(words) {
  w.fill(0, 0, 16);
  w.set(words);
  w[words.length] = 1 << 31;
  w[15] = words.length * 32;
  for (let i = 16; i < 64; i++) {
    const near = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    const far = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    w[i] = w[i - 16] + far + w[i - 7] + near;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + STEPS[i] + w[i];
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + START[i]) | 0);
}

export const hex = (words) => words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

export const wordsOf = (text) => text.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
