import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, for code run from `src` (tests) and from `dist/src` alike. */
export const PROJECT_ROOT = findUp(__dirname);

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(`Cannot find package.json above ${__dirname}: run the bot from its own folder.`);
  return findUp(parent);
}
