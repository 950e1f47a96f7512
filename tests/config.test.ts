import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, SETTING_NAMES } from '../src/config';

const NOON = Date.UTC(2026, 10, 25, 12);

const APP = '11111111-2222-3333-4444-555555555555';
const folder = mkdtempSync(join(tmpdir(), 'config-'));
const confirmed = join(folder, 'contacts.json');
writeFileSync(
  confirmed,
  readFileSync(join(__dirname, '..', 'contacts.example.json'), 'utf8').replaceAll(
    '"confirmed": null',
    '"confirmed": "2026-11-01"',
  ),
);

test('nothing set: this machine only, port 3978, a file for state, and a warning that there is no number', () => {
  const config = loadConfig({}, NOON);
  expect(config).toMatchObject({ port: 3978, host: '127.0.0.1', loopback: true, app: undefined });
  expect(config.stateFile).toBe('bot-state.sqlite');
  expect(config.stateTtlMs).toBe(24 * 3_600_000);
  expect(config.warnings.join()).toMatch(/CONTACTS_FILE is not set/);
});

test.each([
  [{ PORT: 'eighty' }, /PORT="eighty"/],
  [{ PORT: '70000' }, /PORT="70000"/],
  [{ HOST: 'a b' }, /HOST="a b"/],
  [{ PUBLIC_URL: 'chat' }, /PUBLIC_URL="chat"/],
  [{ EXIT_URL: 'javascript:alert(1)' }, /EXIT_URL="javascript/],
  [{ STATE_TTL_HOURS: '-1' }, /STATE_TTL_HOURS="-1"/],
  [{ REQUIRE_REVIEW: 'yes' }, /REQUIRE_REVIEW="yes"/],
  [{ MicrosoftAppId: 'me' }, /MicrosoftAppId="me"/],
  [{ MicrosoftAppType: 'SinglTenant' }, /MicrosoftAppType="SinglTenant"/],
  [{ MicrosoftAppId: APP, MicrosoftAppPassword: 'p' }, /MicrosoftAppTenantId/],
  [{ MicrosoftAppId: APP, MicrosoftAppTenantId: APP }, /MicrosoftAppPassword/],
  [
    { MicrosoftAppId: APP, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: 'secret' },
    /\(hidden\)/,
  ],
  [{ CONTACTS_FILE: join(folder, 'none.json') }, /CONTACTS_FILE/],
])('%j is refused, with name, value and way out', (environment, reason) => {
  expect(() => loadConfig(environment, NOON)).toThrow(reason);
  expect(() => loadConfig(environment, NOON)).not.toThrow(/secret/);
});

test('open to others only with contacts that somebody confirmed', () => {
  expect(() => loadConfig({ HOST: '0.0.0.0' }, NOON)).toThrow(/CONTACTS_FILE is not set/);
  const unconfirmed = join(__dirname, '..', 'contacts.example.json');
  expect(() => loadConfig({ HOST: '0.0.0.0', CONTACTS_FILE: unconfirmed }, NOON)).toThrow(/not confirmed/);
  expect(loadConfig({ HOST: '0.0.0.0', CONTACTS_FILE: confirmed }, NOON)).toMatchObject({
    loopback: false,
    warnings: [],
  });
});

test('contacts that nobody has rung for three months are a warning, and no reason not to start', () => {
  const later = Date.UTC(2027, 5, 1);
  const { warnings } = loadConfig({ HOST: '0.0.0.0', CONTACTS_FILE: confirmed }, later);
  expect(warnings.join()).toMatch(/Nobody has rung "Example Hospital maternity unit" for three months/);
});

test('an app id opens it to others too', () => {
  const app = { MicrosoftAppId: APP, MicrosoftAppPassword: 'p', MicrosoftAppTenantId: APP };
  expect(() => loadConfig(app, NOON)).toThrow(/MicrosoftAppId.*CONTACTS_FILE is not set/);
  expect(loadConfig({ ...app, CONTACTS_FILE: confirmed }, NOON).app).toMatchObject({
    id: APP,
    type: 'SingleTenant',
  });
});

test('the loopback is recognised in its forms, and nothing else is taken for it', () => {
  for (const HOST of ['localhost', '127.0.0.1', '127.1.2.3', '::1'])
    expect(loadConfig({ HOST }, NOON).loopback).toBe(true);
  for (const HOST of ['0.0.0.0', '::', '127.evil.example', '10.0.0.1'])
    expect(() => loadConfig({ HOST }, NOON)).toThrow();
});

test('every setting stands in .env.example and in the README', () => {
  const documents = ['.env.example', 'README.md'].map((file) =>
    readFileSync(join(__dirname, '..', file), 'utf8'),
  );
  for (const name of SETTING_NAMES) for (const document of documents) expect(document).toContain(name);
});
