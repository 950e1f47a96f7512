import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const CONTACT_KINDS = [
  'maternity-unit',
  'advice-line',
  'doctor',
  'crisis-line',
  'abuse-line',
  'poison-line',
] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

// Numbers change: the brief asks to ring each of them every three months.
const CHECK_AGAIN_MS = 92 * 24 * 3_600_000;

/** The days of the week as the file writes them, from Monday. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as "08:30"');
const number = z.strictObject({
  display: z.string().trim().min(1),
  dial: z.string().regex(/^\+?[\d*#]{2,20}$/, 'must be digits as they are dialled, such as "+441234567890"'),
  /** For whoever keeps the file; never shown. */
  note: z.string().optional(),
});

const contactSchema = number.extend({
  kind: z.enum(CONTACT_KINDS),
  name: z.string().trim().min(1),
  /** In the time zone of the file; from 20:00 to 08:00 runs over midnight. */
  hours: z.union([
    z.literal('24/7'),
    z.array(z.strictObject({ days: z.array(z.enum(DAYS)).min(1), from: clock, to: clock })).min(1),
  ]),
  /** The day on which somebody rang the number and found it right; null until then. */
  confirmed: z.string().date().nullable(),
});

const contactsSchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters, such as "GB"'),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as "Europe/London"'),
  /** `confirmed` is null in a file that was drafted for a country, until somebody made sure of the number. */
  emergency: number.extend({ confirmed: contactSchema.shape.confirmed.optional() }),
  contacts: z.array(contactSchema),
});

export type Contact = z.infer<typeof contactSchema>;
/** The deployer's numbers. */
export type Contacts = z.infer<typeof contactsSchema>;

/** Reads and checks CONTACTS_FILE. Throws an Error with file, place and reason. */
export function loadContacts(file: string): Contacts {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refusal(file, error instanceof Error ? error.message : 'it cannot be read');
  }
  const result = contactsSchema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refusal(file, `"${issue?.path.join('.') || 'the file'}": ${issue?.message ?? 'has the wrong shape'}`);
}

/** What keeps these contacts from being given to the public, or undefined. `today` is a date such as "2026-11-25". */
export function notReadyForThePublic({ emergency, contacts }: Contacts, today: string): string | undefined {
  const open = ({ confirmed }: { confirmed?: string | null | undefined }): boolean =>
    confirmed === null || (confirmed !== undefined && confirmed > today);
  if (open(emergency))
    return `"emergency" (${emergency.display}) is not confirmed: make sure it is right where you are, then write the date into "confirmed"`;
  const unconfirmed = contacts.find(open);
  if (unconfirmed)
    return `"${unconfirmed.name}" is not confirmed: ring it, then write the date into "confirmed"`;
  const answers: readonly ContactKind[] = ['maternity-unit', 'advice-line', 'doctor'];
  if (!contacts.some(({ kind }) => answers.includes(kind))) {
    return `it has nobody to phone for a same-day check: add a contact of kind ${answers.join(', ')}`;
  }
  return undefined;
}

/** A contact that nobody has rung for three months, if there is one. `today` is a date such as "2026-11-25". */
export function longUnchecked({ contacts }: Contacts, today: string): Contact | undefined {
  const oldest = new Date(Date.parse(today) - CHECK_AGAIN_MS).toISOString().slice(0, 10);
  return contacts.find(({ confirmed }) => confirmed !== null && confirmed < oldest);
}

/** Whether a contact answers the phone at this moment (milliseconds since 1970). */
export function isOpen({ hours }: Contact, timeZone: string, at: number): boolean {
  if (hours === '24/7') return true;
  const { day, time } = localTime(timeZone, at);
  const yesterday = DAYS[(DAYS.indexOf(day) + 6) % 7] ?? day;
  return hours.some(({ days, from, to }) => {
    if (from < to) return days.includes(day) && time >= from && time < to;
    return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to);
  });
}

/** The first contact of these kinds that answers now, else the first of them at all. */
export function contactFor(
  contacts: Contacts,
  kinds: readonly ContactKind[],
  at: number,
): Contact | undefined {
  return contactsFor(contacts, kinds, at)[0];
}

/** All contacts of these kinds: those that answer now, then the others; among equals in the order of the kinds. */
export function contactsFor(contacts: Contacts, kinds: readonly ContactKind[], at: number): Contact[] {
  const wanted = kinds.flatMap((kind) => contacts.contacts.filter((contact) => contact.kind === kind));
  const open = wanted.filter((contact) => isOpen(contact, contacts.timeZone, at));
  return [...open, ...wanted.filter((contact) => !open.includes(contact))];
}

function localTime(timeZone: string, at: number): { day: (typeof DAYS)[number]; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((p) => p.type === type)?.value ?? '';
  const day = DAYS.find((name) => name === part('weekday').toLowerCase()) ?? 'mon';
  return { day, time: `${part('hour')}:${part('minute')}` };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function refusal(file: string, reason: string): Error {
  return new Error(
    `Cannot read CONTACTS_FILE "${file}": ${reason}. Mend the file; contacts.example.json shows its shape.`,
  );
}
