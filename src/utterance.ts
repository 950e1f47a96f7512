import type { Activity } from 'botbuilder';
import { READ_LIMIT } from './knowledge/text';

/** What a person said in one activity. */
export type Utterance =
  { kind: 'text'; text: string; tooLong: boolean } | { kind: 'nothing'; attachment: boolean };

/** Typed text, a pressed button or a submitted card, without the mention that Teams puts before it. */
export function readUtterance(activity: Partial<Activity>): Utterance {
  const typed = typeof activity.text === 'string' ? withoutMentions(activity.text, activity) : '';
  const text = typed.trim() === '' ? submitted(activity.value) : typed;
  if (text.trim() === '') return { kind: 'nothing', attachment: hasFile(activity) };
  return { kind: 'text', text, tooLong: text.length > READ_LIMIT };
}

// In a channel Teams sends "<at>Bot</at>&nbsp;my back hurts". Other people's names are none of our business either.
function withoutMentions(text: string, { channelId }: Partial<Activity>): string {
  if (channelId !== 'msteams') return text;
  return text
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
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
