import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ICON_FILES } from '../channels/teams/manifest';
import { teamsPackage } from '../channels/teams/package';
import { readTeamsSettings } from '../channels/teams/settings';
import { readTeamsWords } from '../channels/teams/words';
import { readEnvironment, type Environment } from '../config';
import { PROJECT_ROOT } from '../projectRoot';

const ICONS = join(PROJECT_ROOT, 'src/channels/teams/icons');

/** What the command needs of package.json; a pre-release tag is left out of the version, for Teams. */
const projectSchema = z.object({
  name: z.string(),
  version: z.string().transform((version) => version.replace(/[-+].*$/, '')),
});

/** Where the command says which file it wrote, and what is still missing in it. */
export interface Terminal {
  say: (line: string) => void;
  warn: (line: string) => void;
}

/** Writes the Teams app package into `folder` and returns the exit code: 1 if a setting or a text is wrong. */
export function writeTeamsPackage(
  settingsByName: Environment,
  folder: string,
  { say, warn }: Terminal,
): 0 | 1 {
  try {
    const { settings, warnings } = readTeamsSettings(settingsByName);
    const languages = readTeamsWords(join(PROJECT_ROOT, 'locales'));
    const project: unknown = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
    const { name, version } = projectSchema.parse(project);
    const icons = { color: readIcon(ICON_FILES.color), outline: readIcon(ICON_FILES.outline) };
    const file = join(folder, `${name}.zip`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, teamsPackage({ settings, version, languages }, icons));
    for (const warning of warnings) warn(`Warning: ${warning}`);
    say(file);
    return 0;
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readIcon(name: string): Uint8Array {
  return readFileSync(join(ICONS, name));
}

if (require.main === module) {
  process.exitCode = writeTeamsPackage(readEnvironment(), join(PROJECT_ROOT, 'dist/teams'), {
    say: (line) => process.stdout.write(`${line}\n`),
    warn: (line) => process.stderr.write(`${line}\n`),
  });
}
