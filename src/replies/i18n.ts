import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import type page from '../../locales/en/page.json';
import { CONTACT_PLACEHOLDERS, placeholdersOf } from './placeholders';

/** The sentences of one language. */
export interface Words {
  t: TFunction;
  /** Fills `{{name}}` in a text that is not one of the bot's own sentences. */
  fill: (text: string, values: Readonly<Record<string, string>>) => string;
  /** Everything that the Web Chat page itself says. */
  page: (values: Readonly<Record<string, string>>) => PageTexts;
}

export type PageTexts = Record<keyof typeof page, string>;

const NAMESPACES = ['bot', 'page'] as const;

/**
 * Loads the bot's own sentences of every language. Throws an Error with file and key when a language lacks a
 * sentence that the first one has, or has a placeholder that the first one knows nowhere. The function it returns is bound to one language: nothing here is global,
 * so one user's language never becomes another's.
 */
export function loadWords(root: string, languages: readonly string[]): (language: string) => Words {
  const resources = Object.fromEntries(
    languages.map((code) => [
      code,
      Object.fromEntries(NAMESPACES.map((name) => [name, read(root, code, name)])),
    ]),
  );
  const [first = 'en'] = languages;
  for (const code of languages) {
    for (const name of NAMESPACES)
      compareSentences(`${code}/${name}.json`, resources[first]?.[name] ?? {}, resources[code]?.[name] ?? {});
  }
  const i18n = i18next.createInstance();
  void i18n.init({
    resources,
    lng: first,
    fallbackLng: false,
    ns: [...NAMESPACES],
    defaultNS: 'bot',
    initAsync: false,
    // Texts go into activities, where channels escape them; escaping twice would show "&#39;".
    interpolation: { escapeValue: false },
  });
  const words = new Map(
    languages.map((code): [string, Words] => {
      const t = i18n.getFixedT(code);
      const fill: Words['fill'] = (text, values) =>
        i18n.services.interpolator.interpolate(text, values, code, {});
      const page: Words['page'] = (values) =>
        Object.fromEntries(
          Object.entries(resources[code]?.['page'] ?? {}).flatMap(([key, text]) =>
            typeof text === 'string' ? [[key, fill(text, values)]] : [],
          ),
        ) as PageTexts;
      return [code, { t, fill, page }];
    }),
  );
  return (language) => {
    const found = words.get(language);
    if (found === undefined) throw new Error(`There are no sentences for language "${language}" in locales/`);
    return found;
  };
}

type Tree = { [key: string]: string | Tree };

function read(root: string, code: string, name: string): Tree {
  const file = `${code}/${name}.json`;
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')) as Tree;
  } catch (error) {
    throw new Error(`Cannot load locales/${file}: ${error instanceof Error ? error.message : 'unreadable'}`, {
      cause: error,
    });
  }
}

function compareSentences(file: string, first: Tree, given: Tree): void {
  const refuse = (key: string, reason: string): Error =>
    new Error(`Cannot load locales/${file} at ${key}: ${reason}`);
  const wanted = sentencesOf(first);
  const sentences = sentencesOf(given);
  const missing = [...wanted.keys()].find((key) => !sentences.has(key));
  if (missing !== undefined) throw refuse(missing, 'the sentence is missing');
  for (const [key, text] of sentences) {
    const known = new Set([...CONTACT_PLACEHOLDERS, ...placeholdersOf(wanted.get(key) ?? '')]);
    const strange = placeholdersOf(text).find((name) => !known.has(name));
    if (strange !== undefined) throw refuse(key, `nothing fills "{{${strange}}}"`);
  }
}

function sentencesOf(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...sentencesOf(value, `${prefix}${key}.`)],
    ),
  );
}
