import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Request, Response, Server } from 'restify';
import type { BotAdapter } from './adapter';
import { isSameOrigin } from './directLine/origin';
import { isJsonObject, readJson } from './jsonBody';
import { refuse, sendReply, type Reply } from './reply';

export interface MessagesOptions {
  adapter: BotAdapter;
  logic: (context: TurnContext) => Promise<void>;
  /** Whether Microsoft's tokens are checked, which needs an app id. */
  authenticated: boolean;
  onError: (event: string) => void;
}

const BODY_BYTES = 512 * 1024;
const PATH = '/api/messages';
const MAX_ID = 500;
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/**
 * POST /api/messages. Without an app id the SDK would believe anybody and post to any `serviceUrl`, so then it
 * is for this machine only, answers in the response itself (`deliveryMode: expectReplies`) and calls nobody.
 */
export function mountMessages(server: Server, options: MessagesOptions): void {
  server.post(PATH, async (req: Request, res: Response): Promise<void> => {
    sendReply(res, await answer(req, options));
  });
}

async function answer(req: Request, options: MessagesOptions): Promise<Reply> {
  const body = await readJson(req, BODY_BYTES);
  if (body.kind === 'refused') return body.reply;
  const activity = readActivity(body.value);
  if (typeof activity === 'string') return refuse(400, 'BadArgument', activity);
  return options.authenticated ? throughMicrosoft(req, activity, options) : locally(req, activity, options);
}

/** The adapter checks who calls; what it throws may hold a message or a key, so none of it is passed on. */
async function throughMicrosoft(req: Request, activity: Activity, options: MessagesOptions): Promise<Reply> {
  try {
    const token = req.headers.authorization ?? '';
    return replyOf(await options.adapter.runForMicrosoft(token, activity, options.logic));
  } catch (error) {
    if (error instanceof AuthenticationError)
      return refuse(401, 'Unauthorized', 'The token is missing or not valid.');
    return failed(options);
  }
}

async function locally(req: Request, activity: Activity, options: MessagesOptions): Promise<Reply> {
  if (FORWARDED.some((name) => req.headers[name] !== undefined)) {
    return refuse(
      403,
      'Forwarded',
      'Without MicrosoftAppId only this machine may call, not through a proxy.',
    );
  }
  // Any page that a browser on this machine shows could post here otherwise.
  if (!isSameOrigin(req)) return refuse(403, 'ForbiddenOrigin', 'No page of another server may ask.');
  if (activity.deliveryMode !== 'expectReplies') {
    return refuse(400, 'BadArgument', 'Without MicrosoftAppId set "deliveryMode" to "expectReplies".');
  }
  try {
    const send = () => Promise.resolve([{ id: '' }]);
    return replyOf(await options.adapter.runLocally(activity, send, options.logic));
  } catch {
    return failed(options);
  }
}

function replyOf(response: InvokeResponse | undefined): Reply {
  const body: unknown = response?.body;
  return { status: response?.status ?? 200, body: isJsonObject(body) ? body : {} };
}

function failed({ onError }: MessagesOptions): Reply {
  onError('messages.turnFailed');
  return refuse(500, 'BotError', 'The bot failed on this activity. Send it again.');
}

/** The activity, or what is wrong with it. */
function readActivity(value: unknown): Activity | string {
  if (!isJsonObject(value)) return 'The body must be one activity.';
  const { type, channelId, conversation, from, recipient, text } = value;
  if (typeof type !== 'string' || type === '') return '"type" must be a string.';
  if (typeof channelId !== 'string' || channelId === '') return '"channelId" must be a string.';
  if (!hasId(conversation)) return '"conversation.id" must be a string.';
  if (!hasId(from)) return '"from.id" must be a string.';
  if (recipient !== undefined && !isJsonObject(recipient)) return '"recipient" must be an object.';
  if (text !== undefined && text !== null && typeof text !== 'string') return '"text" must be a string.';
  const lists = ['attachments', 'entities', 'membersAdded', 'membersRemoved'].filter(
    (name) => value[name] !== undefined && value[name] !== null && !isListOfObjects(value[name]),
  );
  if (lists.length > 0) return `"${lists.join('", "')}" must be a list of objects.`;
  // The SDK answers from the recipient; who leaves it out means the bot.
  const activity = { recipient: { id: 'bot' }, ...value };
  return {
    ...activity,
    id: shortText(value['id']),
    locale: shortText(value['locale']),
  } as unknown as Activity;
}

// An odd id or locale is no reason to leave a message unanswered.
function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_ID ? value : undefined;
}

function hasId(value: unknown): boolean {
  return isJsonObject(value) && typeof value['id'] === 'string' && value['id'] !== '';
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isJsonObject);
}
