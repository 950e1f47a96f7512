import type { Activity } from 'botbuilder';
import { READ_LIMIT } from './knowledge/text';

/** What a person said in one activity. */
export type Utterance =
  { kind: 'text'; text: string; tooLong: boolean } | { kind: 'nothing'; attachment: boolean };

/** Typed text, a pressed button or a submitted card, without the mention of the bot that Teams puts before it. */
export function readUtterance(activity: Partial<Activity>): Utterance {
  const typed = typeof activity.text === 'string' ? withoutMentions(activity.text, activity) : '';
  const text = typed.trim() === '' ? submitted(activity.value) : typed;
  if (text.trim() === '') return { kind: 'nothing', attachment: hasFile(activity) };
  return { kind: 'text', text, tooLong: text.length > READ_LIMIT };
}

// In a channel Teams sends "<at>Bot</at>&nbsp;my back hurts". Only what names the bot itself goes: between the same
// tags anything can stand, and the safety check has to read it.
function withoutMentions(text: string, activity: Partial<Activity>): string {
  if (activity.channelId !== 'msteams') return text;
  const own = ownMentions(activity);
  const name = activity.recipient?.name;
  return text
    .replace(/<at\b[^<>]*>([^<>]*)<\/at>/gi, (mention, inner: string) =>
      own.has(mention) || inner === name ? ' ' : ` ${inner} `,
    )
    .replace(/<\/?at\b[^<>]*>/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, plainCharacter)
    .trim();
}

function ownMentions({ entities, recipient }: Partial<Activity>): Set<string> {
  const own = new Set<string>();
  for (const { type, text, mentioned } of (entities ?? []) as MentionLike[]) {
    if (type === 'mention' && typeof text === 'string' && isSame(mentioned, recipient)) own.add(text);
  }
  return own;
}

interface MentionLike {
  type?: unknown;
  text?: unknown;
  mentioned?: unknown;
}

function isSame(mentioned: unknown, recipient: Partial<Activity>['recipient']): boolean {
  if (typeof mentioned !== 'object' || mentioned === null || recipient === undefined) return false;
  return 'id' in mentioned && mentioned.id === recipient.id;
}

const CHARACTERS = new Map([
  ['nbsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['lsquo', "'"],
  ['rsquo', "'"],
]);

// Teams escapes what was typed: "can&#39;t" is "can't".
function plainCharacter(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return CHARACTERS.get(name.toLowerCase()) ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** A submitted card counts as typing what its button says; anything else in it is foreign and not read. */
function submitted(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { text, msteams } = value as { text?: unknown; msteams?: unknown };
  if (typeof text === 'string') return text;
  const inner =
    typeof msteams === 'object' && msteams !== null ? (msteams as { value?: unknown }).value : undefined;
  return typeof inner === 'string' ? inner : '';
}

// Teams sends every message a second time as an HTML attachment, which is no file.
function hasFile({ attachments }: Partial<Activity>): boolean {
  return (attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
}
