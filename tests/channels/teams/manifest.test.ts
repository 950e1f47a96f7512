import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv-draft-04';
import { teamsLocalization, teamsManifest, type TeamsApp } from '../../../src/channels/teams/manifest';
import { readTeamsSettings } from '../../../src/channels/teams/settings';
import { readTeamsWords } from '../../../src/channels/teams/words';
import { PROJECT_ROOT } from '../../../src/projectRoot';

const languages = readTeamsWords(join(PROJECT_ROOT, 'locales'));
const app = (environment: Record<string, string>): TeamsApp => ({
  settings: readTeamsSettings(environment).settings,
  version: '1.2.3',
  languages,
});
const longest = { TEAMS_APP_NAME: '$& '.repeat(10).trim().padEnd(30, 'n') };
const real = {
  MicrosoftAppId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  PUBLIC_URL: 'https://bot.city.example/chat',
};

/** The JSON schema that Microsoft ships, of the version that the manifest names. */
function microsoftSchema(file: string, version: string): ValidateFunction {
  const schemas = 'node_modules/@microsoft/app-manifest/build/json-schemas/teams';
  const text = readFileSync(join(PROJECT_ROOT, schemas, `v${version}`, file), 'utf8');
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    // Some patterns of the schema are not valid with the u flag.
    unicodeRegExp: false,
    formats: { uri: (uri: string) => URL.canParse(uri) },
  });
  return ajv.compile(JSON.parse(text.replace(/^\uFEFF/, '')) as object);
}

function problems(validate: ValidateFunction, data: unknown): unknown {
  return validate(JSON.parse(JSON.stringify(data))) ? [] : validate.errors;
}

const { manifestVersion } = teamsManifest(app({}));
const manifestSchema = microsoftSchema('MicrosoftTeams.schema.json', manifestVersion);
const localizationSchema = microsoftSchema('MicrosoftTeams.Localization.schema.json', manifestVersion);

test.each([
  ['settings', real],
  ['placeholders', {}],
  ['the longest name', longest],
])("the manifest with %s is valid by Microsoft's schema", (_, environment) => {
  expect(problems(manifestSchema, teamsManifest(app(environment)))).toEqual([]);
});

test("Microsoft's schema still refuses what is wrong", () => {
  const manifest = teamsManifest(app(real));
  expect(problems(manifestSchema, { ...manifest, id: 'bot' })).not.toEqual([]);
  expect(problems(manifestSchema, { ...manifest, surprise: true })).not.toEqual([]);
});

test('the manifest names its schema, the bot and where it is at home', () => {
  const manifest = teamsManifest(app(real));
  expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  expect(manifest.version).toBe('1.2.3');
  expect(manifest.validDomains).toEqual(['bot.city.example']);
  expect(manifest.bots).toHaveLength(1);
  expect(manifest.bots[0]).toMatchObject({
    botId: real.MicrosoftAppId,
    scopes: ['personal', 'team', 'groupChat'],
    supportsFiles: false,
    isNotificationOnly: false,
  });
  expect(teamsManifest(app({})).validDomains).toEqual([]);
});

test('what concerns one person is offered in a personal chat only', () => {
  const lists = teamsManifest(app({})).bots[0]?.commandLists ?? [];
  const { commands } = words('en');
  expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team', 'groupChat']]);
  expect(lists[0]?.commands).toEqual(Object.values(commands));
  expect(lists[1]?.commands).not.toContain(commands.deleteStored);
  expect(lists[1]?.commands).toContain(commands.whoToCall);
});

test('the name the deployer chose is the short name in every language and part of the full one', () => {
  const named = app(longest);
  const name = longest.TEAMS_APP_NAME;
  expect(teamsManifest(named).name.short).toBe(name);
  expect(teamsManifest(named).name.full).toContain(name);
  expect(spanish(longest)).toMatchObject({
    'name.short': name,
    'name.full': expect.stringContaining(name) as string,
  });
  expect(JSON.stringify([teamsManifest(app({})), spanish({})])).not.toContain('{{');
});

test('every language but the first has a localization file', () => {
  const [first, ...others] = [...languages.keys()];
  expect(first).toBe('en');
  expect(others).toContain('es');
  expect(teamsManifest(app({})).localizationInfo).toEqual({
    defaultLanguageTag: 'en',
    additionalLanguages: others.map((code) => ({ languageTag: code, file: `${code}.json` })),
  });
});

test.each([
  ['the words of the file', {}],
  ['the longest name', longest],
])("the Spanish localization with %s is valid by Microsoft's schema", (_, environment) => {
  expect(problems(localizationSchema, spanish(environment))).toEqual([]);
});

test('the Spanish localization has every text of the manifest under its path', () => {
  const manifest = teamsManifest(app({}));
  const { name, description, bots } = manifest;
  const paths = textPaths({ name, description, bots }).filter((path) => !/botId|scopes/.test(path));
  expect(Object.keys(spanish({})).sort()).toEqual(['$schema', ...paths].sort());
  expect(spanish({})['bots[0].commandLists[1].commands[0].title']).toBe(words('es').commands.help.title);
});

test.each([...languages.keys()])('the texts in "%s" are its own', (code) => {
  const others = [...languages].filter(([other]) => other !== code).map(([, text]) => leaves(text));
  const own = leaves(words(code));
  for (const other of others) expect(own.filter((text) => other.includes(text))).toEqual([]);
});

function words(code: string) {
  const found = languages.get(code);
  if (!found) throw new Error(`no locales/${code}/teams.json`);
  return found;
}

function spanish(environment: Record<string, string>): Record<string, string> {
  return teamsLocalization(app(environment).settings, words('es'));
}

function leaves(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
}

/** `name.short`, `bots[0].commandLists[0].commands[0].title` … */
function textPaths(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => textPaths(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textPaths(item, path ? `${path}.${key}` : key));
}
