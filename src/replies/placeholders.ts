import type { Library } from '../knowledge/content';

/** What stands for contacts in every text: `{{emergency}}`, `{{maternity}}` and so on. */
export const CONTACT_PLACEHOLDERS = [
  'emergency',
  'maternity',
  'doctor',
  'crisis',
  'abuse',
  'poison',
  'advice',
] as const;

const PLACEHOLDER = /\{\{\s*([^}\s]*)\s*\}\}/g;

/** The names of the placeholders of a text. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** Throws an Error with file, place and placeholder for a text of the library that names no contact. */
export function checkPlaceholders(library: Library): void {
  const known = new Set<string>(CONTACT_PLACEHOLDERS);
  const check = (file: string, place: string, texts: readonly string[]): void => {
    const strange = texts.flatMap(placeholdersOf).find((name) => !known.has(name));
    if (strange === undefined) return;
    const choices = CONTACT_PLACEHOLDERS.join(', ');
    throw new Error(
      `Cannot load locales/${file} at ${place}: nothing fills "{{${strange}}}"; there are ${choices}`,
    );
  };
  for (const { code, entries, redFlag } of library.languages.values()) {
    for (const { id, answer, more } of entries) {
      check(`${code}/faq/${library.topic(id).group}.json`, id, [...answer, ...more]);
    }
    for (const id of library.flags.keys()) {
      const { lead = '', sign, now, say } = redFlag(id);
      check(`${code}/red-flags.json`, id, [lead, sign, ...now, say]);
    }
  }
}
