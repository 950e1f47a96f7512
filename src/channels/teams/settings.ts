import { createHash } from 'node:crypto';
import type { Environment } from '../../config';
import { LIMITS } from './words';

/** The settings read here; PUBLIC_URL and MicrosoftAppId are the bot's as well. */
export const TEAMS_SETTING_NAMES = [
  'MicrosoftAppId',
  'TEAMS_APP_ID',
  'TEAMS_APP_NAME',
  'TEAMS_DEVELOPER_NAME',
  'TEAMS_WEBSITE_URL',
  'TEAMS_PRIVACY_URL',
  'TEAMS_TERMS_URL',
  'PUBLIC_URL',
] as const;
type SettingName = (typeof TEAMS_SETTING_NAMES)[number];

/** What the deployer decides about the Teams app. */
export interface TeamsSettings {
  /** The app registration's client id, lower case. */
  botId: string;
  /** The id of the app in the Teams catalogue, lower case. */
  appId: string;
  /** Replaces the short name of every language. */
  appName: string | undefined;
  developerName: string;
  websiteUrl: string;
  privacyUrl: string;
  termsUrl: string;
  /** Host, and port if it is not 443, of the bot's own pages. */
  publicHost: string | undefined;
}

/** The settings, and a sentence for each placeholder that still stands in them. */
export interface TeamsSettingsRead {
  settings: TeamsSettings;
  warnings: readonly string[];
}

export const PLACEHOLDER_ID = '00000000-0000-0000-0000-000000000000';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const URL_LIMIT = 2048;

/**
 * Reads the settings of the Teams package. What is missing becomes a placeholder with a warning, so that the
 * package can be looked at before the registration exists. Throws an Error with name and value for a bad one.
 */
export function readTeamsSettings(environment: Environment): TeamsSettingsRead {
  const warnings: string[] = [];
  const optional = <T>(name: SettingName, check: (name: string, value: string) => T): T | undefined => {
    const value = environment[name]?.trim();
    return value ? check(name, value) : undefined;
  };
  const needed = (name: SettingName, check: Check, placeholder: string, wayOut: string): string => {
    const value = optional(name, check);
    if (value !== undefined) return value;
    warnings.push(`${name} is not set: the package says "${placeholder}". ${wayOut}`);
    return placeholder;
  };
  const page = (name: SettingName, path: string, what: string): string =>
    needed(name, address, `https://placeholder.example/${path}`, `Set it to ${what}.`);

  const botId = needed(
    'MicrosoftAppId',
    guid,
    PLACEHOLDER_ID,
    'Teams cannot reach the bot with it. Set it to the client id of the app registration.',
  );
  const settings: TeamsSettings = {
    botId,
    appId: optional('TEAMS_APP_ID', guid) ?? deriveAppId(botId),
    appName: optional('TEAMS_APP_NAME', atMost(LIMITS.shortName)),
    developerName: needed(
      'TEAMS_DEVELOPER_NAME',
      atMost(LIMITS.developerName),
      'PLACEHOLDER developer',
      'Set it to the name of your organisation.',
    ),
    websiteUrl: page('TEAMS_WEBSITE_URL', 'website', 'the page where people find help with the app'),
    privacyUrl: page('TEAMS_PRIVACY_URL', 'privacy', 'your privacy notice'),
    termsUrl: page('TEAMS_TERMS_URL', 'terms', 'your terms of use'),
    publicHost: optional('PUBLIC_URL', (name, value) => new URL(address(name, value)).host),
  };
  if (settings.publicHost === undefined)
    warnings.push(
      'PUBLIC_URL is not set: validDomains stays empty. Set it to the https:// address of the bot.',
    );
  return { settings, warnings };
}

/** Returns the value as the manifest wants it, or throws. */
type Check = (name: string, value: string) => string;

function guid(name: string, value: string): string {
  const id = value.toLowerCase();
  if (GUID.test(id)) return id;
  throw refusal(name, value, `it is not a GUID; write it like ${PLACEHOLDER_ID}`);
}

function address(name: string, value: string): string {
  const url = URL.parse(value);
  if (url?.protocol !== 'https:')
    throw refusal(name, value, 'Teams wants a whole address that starts with https://');
  if (url.username || url.password)
    throw refusal(name, value, 'everybody can read it; leave user and password out');
  if (url.href.length > URL_LIMIT) throw refusal(name, value, `it is longer than ${URL_LIMIT} characters`);
  return url.href;
}

function atMost(limit: number): Check {
  return (name, value) => {
    if (value.length <= limit) return value;
    throw refusal(name, value, `it has ${value.length} characters and Teams takes ${limit}; shorten it`);
  };
}

function refusal(name: string, value: string, reason: string): Error {
  return new Error(`Cannot use ${name} "${value}": ${reason}`);
}

/** A name-based UUID (RFC 9562, version 5) in the bot id's own name space: the same bot is always the same app. */
function deriveAppId(botId: string): string {
  if (botId === PLACEHOLDER_ID) return PLACEHOLDER_ID;
  const hash = createHash('sha1')
    .update(Buffer.from(botId.replaceAll('-', ''), 'hex'))
    .update('teams-app')
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
