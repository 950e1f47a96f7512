import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContacts, notReadyForThePublic } from '../src/contacts';
import { presetFor } from '../src/tools/contacts';

const file = join(mkdtempSync(join(tmpdir(), 'preset-')), 'contacts.json');
const countries = Object.keys(
  JSON.parse(readFileSync(join(__dirname, '..', 'locales', 'helplines.json'), 'utf8')) as object,
);

/** Fills in what only the deployer knows, and confirms nothing. */
const filled = (preset: string): string =>
  preset
    .replaceAll('"timeZone":""', '"timeZone":"America/New_York"')
    .replaceAll('"name":"","display":"","dial":""', '"name":"Ours","display":"1 2 3","dial":"123"')
    .replaceAll('"hours":[]', '"hours":"24/7"');

test.each(countries)(
  'the draft for %s is refused until it is filled in, and then until it is confirmed',
  (code) => {
    const preset = JSON.stringify(presetFor(code));
    writeFileSync(file, preset);
    expect(() => loadContacts(file)).toThrow(/CONTACTS_FILE/);
    writeFileSync(file, filled(preset));
    const contacts = loadContacts(file);
    expect(contacts.country).toBe(code);
    expect(notReadyForThePublic(contacts, '2026-11-25')).toMatch(/not confirmed/);
  },
);

test('what was not verified is marked so, and a line that is no crisis line is not drafted as one', () => {
  const spain = JSON.stringify(presetFor('ES'));
  expect(spain).toMatch(/"display":"024".*Not verified/);
  expect(JSON.stringify(presetFor('US'))).not.toMatch(/TLC-MAMA|1833/);
});

test('a country that is not known is refused with those that are', () => {
  expect(() => presetFor('XX')).toThrow(/"XX".*GB.*contacts\.example\.json/);
  expect(() => presetFor('')).toThrow(/Name one of/);
});
