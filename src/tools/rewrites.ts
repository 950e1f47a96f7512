/** What may stand around a message without changing what it says; one file for each language. */
export interface Surroundings {
  before: Readonly<Record<string, string>>;
  after: Readonly<Record<string, string>>;
}

/** A message written in another way, as one or two messages, by the name of the way. */
export interface Rewrite {
  way: string;
  messages: string[];
}

const LONG_WORD = 6;

/**
 * The same message as other people would type it: what is meant, and so its level, stays the same. Nothing is
 * random, so that a figure can be had again.
 */
export function rewritesOf(message: string, { before, after }: Surroundings): Rewrite[] {
  const whole = (way: string, text: string): Rewrite => ({ way, messages: [text] });
  const words = message.split(' ');
  const middle = Math.ceil(words.length / 2);
  return [
    whole('upper case', message.toUpperCase()),
    whole('lower case', message.toLowerCase()),
    whole('no punctuation', message.replace(/[.,;:!?¿¡…'’-]+/g, '')),
    whole('no accents', message.normalize('NFD').replace(/\p{M}/gu, '')),
    whole(
      'letters swapped',
      inLongestWord(message, (word) => swap(word, Math.floor(word.length / 2))),
    ),
    whole(
      'letter missing',
      inLongestWord(message, (word) => word.slice(0, 3) + word.slice(4)),
    ),
    whole(
      'letter twice',
      inLongestWord(message, (word) => word.slice(0, 3) + word.slice(2)),
    ),
    whole(
      'letter stretched',
      inLongestWord(message, (word) => word + word.slice(-1).repeat(4)),
    ),
    whole('many marks', `${message}!!!???`),
    whole('line breaks', words.join('\n')),
    ...Object.entries(before).map(([way, text]) => whole(way, text + message)),
    ...Object.entries(after).map(([way, text]) => whole(way, message + text)),
    ...(words.length < 2
      ? []
      : [
          {
            way: 'two messages',
            messages: [words.slice(0, middle).join(' '), words.slice(middle).join(' ')],
          },
        ]),
  ];
}

function inLongestWord(message: string, change: (word: string) => string): string {
  const words = message.match(/\p{L}+/gu) ?? [];
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest.length < LONG_WORD ? message : message.replace(longest, () => change(longest));
}

const swap = (word: string, at: number): string =>
  word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
