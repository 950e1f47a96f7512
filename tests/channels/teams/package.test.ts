import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { teamsLocalization, teamsManifest, type TeamsApp } from '../../../src/channels/teams/manifest';
import { teamsPackage } from '../../../src/channels/teams/package';
import { readTeamsSettings } from '../../../src/channels/teams/settings';
import { readTeamsWords, type TeamsWords } from '../../../src/channels/teams/words';
import { PROJECT_ROOT } from '../../../src/projectRoot';
import { writeTeamsPackage } from '../../../src/tools/teamsPackage';

const app: TeamsApp = {
  settings: readTeamsSettings({ PUBLIC_URL: 'https://bot.city.example' }).settings,
  version: '1.2.3',
  languages: readTeamsWords(join(PROJECT_ROOT, 'locales')),
};
const icons = { color: Uint8Array.of(1, 2, 3), outline: Uint8Array.of(4, 5) };

test('the package holds the manifest, both icons and a file for each further language, and nothing else', () => {
  const files = unzipSync(teamsPackage(app, icons));
  const further = [...app.languages.keys()].slice(1).map((code) => `${code}.json`);
  expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png', ...further]);
  expect(files['color.png']).toEqual(icons.color);
  expect(files['outline.png']).toEqual(icons.outline);
  expect(parse(files['manifest.json'])).toEqual(JSON.parse(JSON.stringify(teamsManifest(app))));
  const spanish = app.languages.get('es') as TeamsWords;
  expect(parse(files['es.json'])).toEqual(teamsLocalization(app.settings, spanish));
});

test('every file that the manifest names is in the package', () => {
  const files = unzipSync(teamsPackage(app, icons));
  const { icons: named, localizationInfo } = teamsManifest(app);
  const names = [...Object.values(named), ...localizationInfo.additionalLanguages.map(({ file }) => file)];
  for (const name of names) expect(Object.keys(files)).toContain(name);
});

test('the same app gives the same bytes, on another day as well', () => {
  const first = teamsPackage(app, icons);
  jest.useFakeTimers({ now: new Date('2031-07-05T03:00:00Z') });
  const later = teamsPackage(app, icons);
  jest.useRealTimers();
  expect(Buffer.from(later).equals(first)).toBe(true);
  expect(Buffer.from(teamsPackage({ ...app, version: '1.2.4' }, icons)).equals(first)).toBe(false);
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teams-package-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (environment: Record<string, string>, into: string) => {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal = {
      say: (line: string) => void out.push(line),
      warn: (line: string) => void err.push(line),
    };
    return { code: writeTeamsPackage(environment, into, terminal), out, err };
  };

  test('writes the file, prints its path and warns of each placeholder', () => {
    const into = join(folder, 'dist/teams');
    const { code, out, err } = run({}, into);
    const project = parse(readFileSync(join(PROJECT_ROOT, 'package.json'))) as {
      name: string;
      version: string;
    };
    expect(code).toBe(0);
    expect(out).toEqual([join(into, `${project.name}.zip`)]);
    expect(err).toEqual(readTeamsSettings({}).warnings.map((warning) => `Warning: ${warning}`));
    const files = unzipSync(readFileSync(out[0] ?? ''));
    expect(parse(files['manifest.json'])).toMatchObject({ version: project.version.replace(/[-+].*/, '') });
    const icon = readFileSync(join(PROJECT_ROOT, 'src/channels/teams/icons/color.png'));
    expect(icon.equals(files['color.png'] ?? Buffer.of())).toBe(true);
  });

  test('says in one line what is wrong, and writes nothing', () => {
    const into = join(folder, 'bad');
    const { code, out, err } = run({ TEAMS_TERMS_URL: 'http://city.example' }, into);
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err).toEqual([expect.stringContaining('TEAMS_TERMS_URL "http://city.example"')]);
    expect(readdirSync(folder)).not.toContain('bad');
  });
});

function parse(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(strFromU8(bytes ?? new Uint8Array()));
}
