import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { loadContacts, longUnchecked, notReadyForThePublic, type Contacts } from './contacts';

/** Settings by name, as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who the bot is to Microsoft; undefined as long as no app id is set. */
export interface MicrosoftApp {
  id: string;
  type: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  password: string | undefined;
  tenantId: string | undefined;
}

/** Everything that a deployer can set. */
export interface Config {
  port: number;
  host: string;
  /** Whether only this machine can reach the bot. */
  loopback: boolean;
  /** Where browsers reach the bot if a proxy hides it; without a slash at the end. */
  publicUrl: string | undefined;
  /** Where the button "Leave now" of the page goes. */
  exitUrl: string;
  contacts: Contacts | undefined;
  /** Undefined: state is kept in memory. */
  stateFile: string | undefined;
  stateTtlMs: number;
  requireReview: boolean;
  app: MicrosoftApp | undefined;
  /** What the deployer should know at start. */
  warnings: string[];
}

const HOUR_MS = 3_600_000;
// A page that anybody may have open, and that tells nothing.
const EXIT_URL = 'https://www.google.com/';
export const ALARM_HOLD_MS = 24 * HOUR_MS;

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const settingsSchema = z.object({
  PORT: text.refine((v) => v === undefined || isWhole(v, 0, 65_535), 'must be a port from 0 to 65535'),
  HOST: text.refine((v) => v === undefined || /^[\w.:-]+$/.test(v), 'must be an address or a host name'),
  PUBLIC_URL: text.refine(
    (v) => v === undefined || (URL.canParse(v) && /^https?:$/.test(new URL(v).protocol)),
    'must be a web address such as "https://chat.example.org"',
  ),
  EXIT_URL: text.refine(
    (v) => v === undefined || (URL.canParse(v) && /^https?:$/.test(new URL(v).protocol)),
    'must be a web address such as "https://www.example.org"',
  ),
  CONTACTS_FILE: text,
  STATE_FILE: text,
  STATE_TTL_HOURS: text.refine((v) => v === undefined || Number(v) > 0, 'must be a number of hours above 0'),
  REQUIRE_REVIEW: text.refine((v) => v === undefined || /^(true|false)$/.test(v), 'must be true or false'),
  MicrosoftAppId: text.refine(
    (v) => v === undefined || isGuid(v),
    'must be the id (a GUID) of the app registration',
  ),
  MicrosoftAppType: text.refine(
    (v) => v === undefined || /^(SingleTenant|UserAssignedMSI|MultiTenant)$/.test(v),
    'must be SingleTenant, UserAssignedMSI or MultiTenant',
  ),
  MicrosoftAppPassword: text,
  MicrosoftAppTenantId: text.refine(
    (v) => v === undefined || isGuid(v),
    'must be the id (a GUID) of the tenant',
  ),
});
type Settings = z.infer<typeof settingsSchema>;

/** The settings that the bot itself reads; a test compares them with .env.example. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

/** The only place that reads process.env; a file `.env` in the working folder fills in what is not set. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Checks the settings. Throws an Error with name, value, reason and way out; `now` in milliseconds since 1970. */
export function loadConfig(environment: Environment, now: number): Config {
  const result = settingsSchema.safeParse(environment);
  if (!result.success) {
    const [issue] = result.error.issues;
    const name = String(issue?.path[0]);
    throw refusal(name, shown(name, environment[name]), issue?.message ?? 'has the wrong shape');
  }
  const settings = result.data;
  const host = settings.HOST ?? '127.0.0.1';
  const loopback = isLoopback(host);
  const app = readApp(settings);
  const contacts = settings.CONTACTS_FILE === undefined ? undefined : loadContacts(settings.CONTACTS_FILE);
  const warnings: string[] = [];
  const problem = contactsProblem(contacts, settings.CONTACTS_FILE, now);
  if (problem !== undefined) {
    if (!loopback) throw refusal('HOST', host, `opens the bot to others, but ${problem}`);
    if (app) throw refusal('MicrosoftAppId', app.id, `opens the bot to others, but ${problem}`);
    warnings.push(`Fit for trying out on this machine only: ${problem}.`);
  }
  const unchecked = contacts && longUnchecked(contacts, dayOf(now));
  if (unchecked)
    warnings.push(`Nobody has rung "${unchecked.name}" for three months: ring it, and date it anew.`);
  const stateTtlMs = Number(settings.STATE_TTL_HOURS ?? 24) * HOUR_MS;
  if (stateTtlMs < ALARM_HOLD_MS) {
    warnings.push('STATE_TTL_HOURS is below 24: the bot forgets an urgent warning sooner than it should.');
  }
  return {
    port: Number(settings.PORT ?? 3978),
    host,
    loopback,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, ''),
    exitUrl: settings.EXIT_URL ?? EXIT_URL,
    contacts,
    stateFile: settings.STATE_FILE === ':memory:' ? undefined : (settings.STATE_FILE ?? 'bot-state.sqlite'),
    stateTtlMs,
    requireReview: settings.REQUIRE_REVIEW === 'true',
    app,
    warnings,
  };
}

function readApp(settings: Settings): MicrosoftApp | undefined {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = settings;
  if (id === undefined) return undefined;
  const type = (settings.MicrosoftAppType ?? 'SingleTenant') as MicrosoftApp['type'];
  if (type === 'SingleTenant' && tenantId === undefined) {
    throw refusal('MicrosoftAppTenantId', '', 'is needed for a SingleTenant app');
  }
  if (type !== 'UserAssignedMSI' && password === undefined) {
    throw refusal('MicrosoftAppPassword', '', `is needed for a ${type} app`);
  }
  if (type === 'UserAssignedMSI' && password !== undefined) {
    throw refusal('MicrosoftAppPassword', '(hidden)', 'must be empty for a UserAssignedMSI app');
  }
  return { id, type, password, tenantId };
}

function contactsProblem(
  contacts: Contacts | undefined,
  file: string | undefined,
  now: number,
): string | undefined {
  if (contacts === undefined) return 'CONTACTS_FILE is not set, so it has no number to call';
  const reason = notReadyForThePublic(contacts, dayOf(now));
  return reason === undefined ? undefined : `CONTACTS_FILE "${file}": ${reason}`;
}

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isWhole(value: string, from: number, to: number): boolean {
  return /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;
}

function isGuid(value: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
}

function shown(name: string, value: string | undefined): string {
  return name.includes('Password') ? '(hidden)' : (value ?? '');
}

function refusal(name: string, value: string, reason: string): Error {
  return new Error(
    `Cannot start with ${name}="${value}": it ${reason}. Set it in the environment or in .env; see .env.example.`,
  );
}
