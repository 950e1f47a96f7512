import {
  contactFor,
  contactsFor,
  DAYS,
  isOpen,
  type Contact,
  type ContactKind,
  type Contacts,
} from '../contacts';
import type { Level } from '../knowledge/safety/levels';
import type { Route } from '../knowledge/contentSchemas';
import type { Words } from './i18n';
import type { CONTACT_PLACEHOLDERS } from './placeholders';
import type { Speaker } from './speaker';

/** What stands for `{{emergency}}`, `{{maternity}}` and so on in every text. */
export type ContactValues = Readonly<Record<(typeof CONTACT_PLACEHOLDERS)[number], string>>;

/** A number to call, for a card. */
export interface Call {
  name: string;
  display: string;
  dial: string;
}

// Whoever stands first is asked first; the next one answers for it where the deployer has no such contact.
const KINDS = {
  maternity: ['maternity-unit', 'advice-line', 'doctor'],
  doctor: ['doctor', 'advice-line', 'maternity-unit'],
  crisis: ['crisis-line'],
  abuse: ['abuse-line'],
  poison: ['poison-line'],
  advice: ['advice-line', 'doctor'],
} as const satisfies Record<string, readonly ContactKind[]>;

const ROUTE_KINDS: Readonly<Record<Route, Readonly<Record<Level, readonly ContactKind[]>>>> = {
  medical: { emergency: [], 'same-day': KINDS.maternity, 'few-days': KINDS.doctor },
  'mental-health': { emergency: KINDS.crisis, 'same-day': KINDS.crisis, 'few-days': KINDS.doctor },
  // No number on a screen that somebody else may read.
  abuse: { emergency: [], 'same-day': [], 'few-days': [] },
  poison: { emergency: KINDS.poison, 'same-day': KINDS.poison, 'few-days': KINDS.doctor },
  newborn: { emergency: [], 'same-day': KINDS.maternity, 'few-days': KINDS.doctor },
};

/** Everyone who may be tried on a route that is no emergency. */
const OTHERS: Readonly<Record<Route, readonly ContactKind[]>> = {
  medical: ['maternity-unit', 'advice-line', 'doctor'],
  'mental-health': ['crisis-line', 'advice-line', 'doctor'],
  abuse: [],
  poison: ['poison-line', 'advice-line', 'doctor'],
  newborn: ['maternity-unit', 'advice-line', 'doctor'],
};

/** The contacts in words of one language; without contacts the words say whom to look for. */
export function contactValues(contacts: Contacts | undefined, { t }: Words, at: number): ContactValues {
  const value = (name: keyof typeof KINDS): string => {
    const [contact, ...others] = contacts ? toCall(contacts, KINDS[name], at) : [];
    if (contact === undefined) return t(`contact.${name}`);
    if (others.length === 0) return t('contact.named', { name: contact.name, display: contact.display });
    const list = [contact, ...others].map((unit) => `${unit.name}: ${unit.display}`).join('; ');
    return t('contact.several', { what: t(`contact.${name}`), list });
  };
  return {
    emergency: contacts?.emergency.display ?? t('contact.emergency'),
    maternity: value('maternity'),
    doctor: value('doctor'),
    crisis: value('crisis'),
    abuse: value('abuse'),
    poison: value('poison'),
    advice: value('advice'),
  };
}

/** The numbers that belong to an alarm, the emergency number first where it is one. */
export function callsFor(
  contacts: Contacts | undefined,
  route: Route,
  level: Level,
  emergencyName: string,
  at: number,
): Call[] {
  if (contacts === undefined || route === 'abuse') return [];
  const emergency = level === 'emergency' ? [{ name: emergencyName, ...contacts.emergency }] : [];
  return [...emergency, ...toCall(contacts, ROUTE_KINDS[route][level], at)];
}

/** Whoever answers first; of several maternity units all that are open, since only she knows which is hers. */
function toCall(contacts: Contacts, kinds: readonly ContactKind[], at: number): Contact[] {
  const [first, ...others] = contactsFor(contacts, kinds, at);
  if (first === undefined) return [];
  const open = (contact: Contact): boolean => isOpen(contact, contacts.timeZone, at);
  if (first.kind !== 'maternity-unit') return [first];
  return [first, ...others.filter((unit) => unit.kind === first.kind && open(unit) === open(first))];
}

/** Whom to try when `tried` contacts of an alarm did not answer; undefined when there is nobody else. */
export function nextContact(
  contacts: Contacts | undefined,
  route: Route,
  level: Level,
  tried: number,
  at: number,
): Contact | undefined {
  if (contacts === undefined) return undefined;
  const urgent = level === 'emergency';
  const all = contactsFor(contacts, urgent ? ROUTE_KINDS[route][level] : OTHERS[route], at);
  // In an emergency the first call was to the emergency number, which is none of these.
  return all.filter((contact) => isOpen(contact, contacts.timeZone, at))[urgent ? tried - 1 : tried];
}

/** When the contact of an alarm answers, if it does not at all hours; undefined where nothing has to be said. */
export function openingHours(
  contacts: Contacts | undefined,
  route: Route,
  level: Level,
  { t, language, now }: Pick<Speaker, 't' | 'language' | 'now'>,
): string | undefined {
  if (contacts === undefined) return undefined;
  const contact = contactFor(contacts, ROUTE_KINDS[route][level], now);
  if (contact === undefined || contact.hours === '24/7') return undefined;
  const hours = contact.hours.map((one) => hoursIn(one, language)).join('; ');
  const key = isOpen(contact, contacts.timeZone, now) ? 'alarm.open' : 'alarm.closed';
  return t(key, { name: contact.name, hours });
}

/** "Mon, Tue 08:00–18:00" in words of a language. */
function hoursIn({ days, from, to }: Exclude<Contact['hours'], string>[number], language: string): string {
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const listed = days.map((day) => names.format(Date.UTC(2024, 0, 1 + DAYS.indexOf(day))));
  return `${listed.join(', ')} ${from}–${to}`;
}
