// Rough syllable counts are good enough for a bound on a whole answer.

/** Flesch-Kincaid grade (Kincaid et al. 1975) of an English text. */
export function fleschKincaid(text: string): number {
  const { words, sentences } = split(text);
  const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0);
  return (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59;
}

/** INFLESZ scale by Szigriszt-Pazos (1993) of a Spanish text; 65 and more is quite easy. */
export function inflesz(text: string): number {
  const { words, sentences } = split(text);
  const syllables = words.reduce((sum, word) => sum + spanishSyllables(word), 0);
  return 206.835 - (62.3 * syllables) / words.length - words.length / sentences;
}

export function wordCount(text: string): number {
  return split(text).words.length;
}

function split(text: string): { words: string[]; sentences: number } {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? ['x'];
  const sentences = text.split(/[.!?:]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length;
  return { words, sentences: Math.max(1, sentences) };
}

function englishSyllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  const groups = plain.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}

function spanishSyllables(word: string): number {
  // A strong vowel or an accented weak one makes a syllable; unaccented i, u, y join their neighbour.
  const plain = word
    .toLowerCase()
    .replace(/qu/g, 'q')
    .replace(/gu([eiéí])/g, 'g$1');
  const nuclei = plain.match(/[iuüy]?[aeoáéó][iuüy]?(?![íú])|[íú]|[iuüy]+/g);
  return Math.max(1, nuclei?.length ?? 1);
}
