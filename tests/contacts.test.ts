import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  contactFor,
  isOpen,
  loadContacts,
  longUnchecked,
  notReadyForThePublic,
  type Contact,
  type Contacts,
} from '../src/contacts';

const example = loadContacts(join(__dirname, '..', 'contacts.example.json'));
const folder = mkdtempSync(join(tmpdir(), 'contacts-'));

function written(change: (contacts: Contacts) => unknown): string {
  const file = join(folder, 'contacts.json');
  writeFileSync(file, JSON.stringify(change(structuredClone(example))));
  return file;
}

const unit = (hours: Contact['hours']): Contact => ({
  kind: 'maternity-unit',
  name: 'Unit',
  display: '1',
  dial: '11',
  hours,
  confirmed: '2026-01-01',
});
// Wednesday 25 November 2026, 12:00 in London.
const wednesdayNoon = Date.UTC(2026, 10, 25, 12);
const hour = 3_600_000;

test('the example that ships is well formed, and its numbers are confirmed by nobody', () => {
  expect(example.contacts.map(({ kind }) => kind)).toContain('maternity-unit');
  expect(notReadyForThePublic(example, '2026-11-25')).toMatch(/not confirmed/);
});

test.each([
  ['no emergency number', (c: Contacts) => ({ ...c, emergency: undefined }), /"emergency"/],
  [
    'an unknown kind',
    (c: Contacts) => ({ ...c, contacts: [{ ...c.contacts[0], kind: 'friend' }] }),
    /contacts\.0\.kind/,
  ],
  [
    'a time zone that is none',
    (c: Contacts) => ({ ...c, timeZone: 'Mars/Olympus' }),
    /timeZone.*Europe\/London/,
  ],
  [
    'a number with letters',
    (c: Contacts) => ({ ...c, emergency: { display: '9', dial: 'nine' } }),
    /emergency\.dial/,
  ],
  [
    'hours that are none',
    (c: Contacts) => ({ ...c, contacts: [{ ...c.contacts[0], hours: 'always' }] }),
    /contacts\.0\.hours/,
  ],
  ['a misspelt field', (c: Contacts) => ({ ...c, emergencey: 1 }), /emergencey/],
])('%s is refused with file and place', (_what, change, reason) => {
  expect(() => loadContacts(written(change))).toThrow(reason);
  expect(() => loadContacts(written(change))).toThrow(/CONTACTS_FILE ".*contacts\.json"/);
});

test('a file that is missing or no JSON is refused with its name', () => {
  expect(() => loadContacts(join(folder, 'none.json'))).toThrow(/none\.json/);
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{');
  expect(() => loadContacts(file)).toThrow(/broken\.json/);
});

test('confirmed contacts may be given to the public, but not without anybody to phone, nor confirmed tomorrow', () => {
  const contacts = { ...example, contacts: [unit('24/7')] };
  expect(notReadyForThePublic(contacts, '2026-11-25')).toBeUndefined();
  expect(notReadyForThePublic({ ...contacts, contacts: [] }, '2026-11-25')).toMatch(/nobody to phone/);
  expect(notReadyForThePublic(contacts, '2025-12-31')).toMatch(/not confirmed/);
});

test('an emergency number that was drafted for a country must be confirmed too', () => {
  const emergency = { display: '112', dial: '112', confirmed: null };
  const drafted = { ...example, emergency, contacts: [unit('24/7')] };
  expect(notReadyForThePublic(drafted, '2026-11-25')).toMatch(/"emergency" \(112\) is not confirmed/);
  const confirmed = { ...drafted, emergency: { ...emergency, confirmed: '2026-11-01' } };
  expect(notReadyForThePublic(confirmed, '2026-11-25')).toBeUndefined();
});

test('a number that nobody has rung for three months is named', () => {
  const contacts = { ...example, contacts: [unit('24/7')] };
  expect(longUnchecked(contacts, '2026-04-01')).toBeUndefined();
  expect(longUnchecked(contacts, '2026-05-01')?.name).toBe('Unit');
});

test('opening hours follow the time zone of the file, day by day and over midnight', () => {
  const weekdays = unit([{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '12:00' }]);
  expect(isOpen(weekdays, 'Europe/London', wednesdayNoon - hour)).toBe(true);
  expect(isOpen(weekdays, 'Europe/London', wednesdayNoon)).toBe(false);
  expect(isOpen(weekdays, 'America/New_York', wednesdayNoon + 2 * hour)).toBe(true);
  const nights = unit([{ days: ['tue'], from: '20:00', to: '08:00' }]);
  expect(isOpen(nights, 'Europe/London', wednesdayNoon - 5 * hour)).toBe(true);
  expect(isOpen(nights, 'Europe/London', wednesdayNoon + 10 * hour)).toBe(false);
  expect(isOpen(unit('24/7'), 'Europe/London', wednesdayNoon)).toBe(true);
});

test('who answers now is asked first', () => {
  const closed = { ...unit([{ days: ['sun'], from: '08:00', to: '09:00' }]), name: 'Closed' };
  const contacts = { ...example, contacts: [closed, unit('24/7')] };
  expect(contactFor(contacts, ['maternity-unit'], wednesdayNoon)?.name).toBe('Unit');
  expect(contactFor({ ...contacts, contacts: [closed] }, ['maternity-unit'], wednesdayNoon)?.name).toBe(
    'Closed',
  );
  expect(contactFor(contacts, ['crisis-line'], wednesdayNoon)).toBeUndefined();
});
