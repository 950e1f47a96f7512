import type { Activity, Attachment, Entity } from 'botbuilder';
import { isJsonObject } from '../jsonBody';

/** What a client sent, reduced to what a client may say; ids, sender and times are never taken from it. */
export type Incoming =
  | { kind: 'activity'; activity: Partial<Activity>; clientId: string | undefined }
  | { kind: 'typing' }
  | { kind: 'refused'; reason: string };

const MAX_ATTACHMENTS = 10;
const MAX_ENTITIES = 20;
const MAX_NAME = 200;
const LANGUAGE_TAG = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i;

/** Picks the known fields of a posted activity, one by one: a body is never merged into anything. */
export function readActivity(body: unknown): Incoming {
  if (!isJsonObject(body)) return { kind: 'refused', reason: 'The body must be one activity.' };
  const { type, text, entities, attachments } = body;
  if (type === 'typing') return { kind: 'typing' };
  if (type !== 'message' && type !== 'event' && type !== 'endOfConversation')
    return {
      kind: 'refused',
      reason: 'Only activities of type "message", "event", "typing" and "endOfConversation" are accepted.',
    };
  if (text !== undefined && text !== null && typeof text !== 'string')
    return { kind: 'refused', reason: '"text" must be a string.' };
  if (!isShortList(entities, MAX_ENTITIES))
    return { kind: 'refused', reason: `"entities" must be a list of at most ${MAX_ENTITIES} objects.` };
  if (!isShortList(attachments, MAX_ATTACHMENTS))
    return { kind: 'refused', reason: `"attachments" must be a list of at most ${MAX_ATTACHMENTS} objects.` };
  const channelData = readChannelData(body['channelData']);
  const clientId = nameOf(channelData['clientActivityID']);
  const fields = {
    type,
    text: text ?? undefined,
    textFormat: type === 'message' ? 'plain' : undefined,
    locale: languageTag(body['locale']),
    name: nameOf(body['name']),
    value: body['value'],
    entities: entities?.map((entity) => entity as Entity & Record<string, unknown>),
    attachments: attachments?.map(readAttachment),
    channelData,
  };
  return { kind: 'activity', activity: defined(fields), clientId };
}

/** A BCP 47 language tag as clients send it, or undefined if it does not look like one. */
export function languageTag(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 35 && LANGUAGE_TAG.test(value) ? value : undefined;
}

// What Web Chat itself needs back in the echo: its own id, and how a button press is to be shown.
function readChannelData(value: unknown): Record<string, unknown> {
  const { clientActivityID, clientTimestamp, postBack, messageBack } = isJsonObject(value) ? value : {};
  return defined({
    clientActivityID: typeof clientActivityID === 'string' ? clientActivityID : undefined,
    clientTimestamp: nameOf(clientTimestamp),
    postBack: typeof postBack === 'boolean' ? postBack : undefined,
    messageBack: isJsonObject(messageBack) ? messageBack : undefined,
  });
}

function readAttachment({ contentType, contentUrl, name }: Record<string, unknown>): Attachment {
  return {
    contentType: nameOf(contentType) ?? 'application/octet-stream',
    ...(typeof contentUrl === 'string' && { contentUrl }),
    ...(typeof name === 'string' && { name: name.slice(0, MAX_NAME) }),
  };
}

function isShortList(value: unknown, max: number): value is Record<string, unknown>[] | undefined {
  return value === undefined || (Array.isArray(value) && value.length <= max && value.every(isJsonObject));
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME ? value : undefined;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
