import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageWords } from '../../src/web/page';
import { PROJECT_ROOT } from '../../src/projectRoot';

/** The words of the page as they stand in `locales`, with whom to call filled in. */
export function pageWords(language: string): PageWords {
  const file = readFileSync(join(PROJECT_ROOT, 'locales', language, 'page.json'), 'utf8');
  return JSON.parse(
    file.replaceAll('{{emergency}}', '112').replaceAll('{{maternity}}', 'City Hospital'),
  ) as PageWords;
}
