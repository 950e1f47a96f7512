import { PLACEHOLDER_ID, readTeamsSettings, TEAMS_SETTING_NAMES } from '../../../src/channels/teams/settings';

const complete = {
  MicrosoftAppId: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
  TEAMS_APP_ID: '9b2b6c1e-2f70-4b0a-8a0e-0d1f5d1c9e11',
  TEAMS_APP_NAME: 'City Hospital back help',
  TEAMS_DEVELOPER_NAME: 'City Hospital',
  TEAMS_WEBSITE_URL: 'https://city.example/help',
  TEAMS_PRIVACY_URL: 'https://city.example/privacy',
  TEAMS_TERMS_URL: 'https://city.example/terms',
  PUBLIC_URL: 'https://bot.city.example:8443/chat',
};

test('readTeamsSettings takes what is set and warns of nothing', () => {
  expect(readTeamsSettings(complete)).toEqual({
    settings: {
      botId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      appId: '9b2b6c1e-2f70-4b0a-8a0e-0d1f5d1c9e11',
      appName: 'City Hospital back help',
      developerName: 'City Hospital',
      websiteUrl: 'https://city.example/help',
      privacyUrl: 'https://city.example/privacy',
      termsUrl: 'https://city.example/terms',
      publicHost: 'bot.city.example:8443',
    },
    warnings: [],
  });
});

test('TEAMS_SETTING_NAMES lists the settings', () => {
  expect(Object.keys(complete)).toEqual(TEAMS_SETTING_NAMES);
});

test.each(['nothing', 'empty and blank values'])(
  'readTeamsSettings names every placeholder, given %s',
  (given) => {
    const blank = Object.fromEntries(Object.keys(complete).map((name, i) => [name, i % 2 ? '' : '  ']));
    const { settings, warnings } = readTeamsSettings(given === 'nothing' ? {} : blank);
    expect(settings).toEqual({
      botId: PLACEHOLDER_ID,
      appId: PLACEHOLDER_ID,
      appName: undefined,
      developerName: 'PLACEHOLDER developer',
      websiteUrl: 'https://placeholder.example/website',
      privacyUrl: 'https://placeholder.example/privacy',
      termsUrl: 'https://placeholder.example/terms',
      publicHost: undefined,
    });
    expect(warnings.map((warning) => warning.replace(/ is not set: .*/s, ''))).toEqual([
      'MicrosoftAppId',
      'TEAMS_DEVELOPER_NAME',
      'TEAMS_WEBSITE_URL',
      'TEAMS_PRIVACY_URL',
      'TEAMS_TERMS_URL',
      'PUBLIC_URL',
    ]);
    const all = warnings.join('\n');
    expect(all).toContain(settings.botId);
    expect(all).toContain(settings.developerName);
    expect(all).toContain(settings.privacyUrl);
  },
);

test.each([
  ['MicrosoftAppId', 'my-bot'],
  ['MicrosoftAppId', '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}'],
  ['TEAMS_APP_ID', '3f2504e0-4f89-41d3-9a0c-0305e82c330'],
  ['TEAMS_APP_NAME', 'A name that nobody can read on a phone'],
  ['TEAMS_DEVELOPER_NAME', 'The Hospital of the City by the Sea'],
  ['TEAMS_WEBSITE_URL', 'city.example'],
  ['TEAMS_PRIVACY_URL', 'http://city.example/privacy'],
  ['TEAMS_TERMS_URL', 'https://'],
  ['PUBLIC_URL', 'http://localhost:3978'],
  ['PUBLIC_URL', 'https://user:pass@city.example'],
])('readTeamsSettings refuses %s "%s" with name, value and reason', (name, value) => {
  const read = (): unknown => readTeamsSettings({ ...complete, [name]: value });
  expect(read).toThrow(`Cannot use ${name} "${value}": `);
  expect(read).toThrow(/^[^\n]+": [^\n]{10,}$/);
});

test('readTeamsSettings refuses an address that Teams would find too long', () => {
  const url = 'https://city.example/'.padEnd(2049, 'x');
  expect(() => readTeamsSettings({ TEAMS_TERMS_URL: url })).toThrow('TEAMS_TERMS_URL');
  expect(() => readTeamsSettings({ TEAMS_TERMS_URL: url.slice(0, 2048) })).not.toThrow();
});

test('a name of 30 characters and a developer of 32 are taken, one more is not', () => {
  const read = (name: number, developer: number): unknown =>
    readTeamsSettings({ TEAMS_APP_NAME: 'n'.repeat(name), TEAMS_DEVELOPER_NAME: 'd'.repeat(developer) });
  expect(() => read(30, 32)).not.toThrow();
  expect(() => read(31, 32)).toThrow('TEAMS_APP_NAME');
  expect(() => read(30, 33)).toThrow('TEAMS_DEVELOPER_NAME');
});

describe('the app id that is derived from the bot id', () => {
  const derive = (MicrosoftAppId: string): string => readTeamsSettings({ MicrosoftAppId }).settings.appId;

  test('is a version 5 UUID, the same each time and whatever the case', () => {
    const id = derive(complete.MicrosoftAppId);
    // Sha-1 of the 16 bytes of the bot id and "teams-app", computed apart from this code.
    expect(id).toBe('7a70c246-1c69-5868-aec5-ddbca036954a');
    expect(derive(complete.MicrosoftAppId.toLowerCase())).toBe(id);
  });

  test('differs between bots and from the bot id', () => {
    const other = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';
    expect(
      new Set([derive(complete.MicrosoftAppId), derive(other), complete.MicrosoftAppId, other]).size,
    ).toBe(4);
  });
});
