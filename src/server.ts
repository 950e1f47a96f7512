import type { AddressInfo } from 'node:net';
import type { Activity, TurnContext } from 'botbuilder';
import restify from 'restify';
import { BotAdapter } from './channels/adapter';
import { mountDirectLine } from './channels/directLine/routes';
import { mountMessages } from './channels/messages';
import { refuse, sendReply } from './channels/reply';
import type { Brain } from './brain';
import type { Config } from './config';
import { assembleBot } from './createBot';
import type { Log } from './log';
import { createConversationLog } from './storage/conversationLog';
import { openDatabase } from './storage/database';
import { purgeExpired } from './storage/retention';
import { secret } from './storage/secret';
import { createSqliteStorage } from './storage/sqliteStorage';
import { createTurnLock } from './turnLock';
import { mountPage } from './web/page';

/** The running bot. */
export interface BotServer {
  /** Where its chat page is. */
  url: string;
  close(): Promise<void>;
}

const PURGE_EVERY_MS = 3_600_000;
const SHORTEST_PURGE_MS = 1000;

/** Wires storage, bot, channels and page to one HTTP server and listens. Rejects if the port is taken. */
export async function startServer(
  config: Config,
  brain: Brain,
  log: Log,
  now: () => number,
): Promise<BotServer> {
  const onError = (event: string): void => log(event);
  const db = openDatabase(config.stateFile);
  const server: restify.Server = restify.createServer({
    handleUncaughtExceptions: false,
    ignoreTrailingSlash: true,
  });
  server.pre(refuseBadAddress);
  server.on('NotFound', refuseUnknownAddress);
  const adapter = new BotAdapter(config.app);
  const inTurn = createTurnLock();
  const bot = assembleBot(brain, {
    storage: createSqliteStorage(db, now),
    contacts: config.contacts,
    requireReview: config.requireReview,
    now,
    log,
    onOurPage: (context) => isOurWebChat(context.activity),
    forgetChannel: (context) => {
      if (isOurWebChat(context.activity)) directLine.forget(context.activity.conversation.id);
    },
  });
  adapter.onTurnError = async (context) => {
    log('turn.failed');
    await bot.apologise(context);
  };
  const logic = (context: TurnContext): Promise<void> =>
    inTurn(lockKey(context.activity), async () => {
      await bot.turn(context);
    });

  const directLine = mountDirectLine(server, {
    log: createConversationLog(db, now),
    key: secret(db, 'directLine'),
    now,
    stateTtlMs: config.stateTtlMs,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    deliver: async (activity, send) => {
      await adapter.runLocally(activity, send, logic);
    },
    onError,
  });
  if (config.app !== undefined || config.loopback) {
    mountMessages(server, { adapter, logic, authenticated: config.app !== undefined, onError });
  }
  mountPage(server, {
    languages: bot.languages,
    words: (language) => {
      const { page, values } = bot.speaker(language);
      return page(values);
    },
    exitUrl: config.exitUrl,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
  });
  server.get('/health/live', async (_req: restify.Request, res: restify.Response): Promise<void> => {
    await Promise.resolve();
    sendReply(res, { status: 200, body: { status: 'ok' } });
  });

  const purge = (): void => {
    const purged = purgeExpired(db, now, config.stateTtlMs);
    if (purged.stateRows + purged.conversations > 0) log('state.purged', { ...purged });
  };
  purge();
  const timer = setInterval(
    purge,
    Math.min(PURGE_EVERY_MS, Math.max(SHORTEST_PURGE_MS, config.stateTtlMs)),
  ).unref();

  try {
    await listen(server, config);
  } catch (error) {
    clearInterval(timer);
    directLine.close();
    db.close();
    throw error;
  }
  // Without a listener an error of the open server, such as too many open files, would end the process.
  server.on('error', () => log('server.error'));
  const { port } = server.server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: config.publicUrl ?? `http://${host}:${port}`,
    close: async () => {
      clearInterval(timer);
      directLine.close();
      await new Promise<void>((resolve) => {
        server.close(resolve);
        server.server.closeAllConnections();
      });
      db.close();
    },
  };
}

// restify throws, outside of any handler, for a Host header or a target that is no address; that would end the process.
function refuseBadAddress(req: restify.Request, res: restify.Response, next: restify.Next): void {
  try {
    req.getUrl();
  } catch {
    sendReply(res, refuse(400, 'BadArgument', 'The address of the request is not valid.'));
    next(false);
    return;
  }
  next();
}

// restify's own answer repeats the address that was asked for.
function refuseUnknownAddress(
  _req: restify.Request,
  res: restify.Response,
  _error: Error,
  done: () => void,
): void {
  sendReply(res, refuse(404, 'NotFound', 'There is nothing at this address.'));
  done();
}

function listen(server: restify.Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    // restify hands the errors of its HTTP server on, and throws those that nobody listens to.
    const refused = (error: NodeJS.ErrnoException): void => reject(cannotListen(host, port, error));
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve();
    });
  });
}

const WHY_NOT: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there. Stop it, or set PORT to another port',
  EACCES: 'this user may not use that port. Set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine does not have that address. Set HOST to one that it has',
  ENOTFOUND: 'there is no such host. Set HOST to an address of this machine',
};

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): Error {
  const reason = WHY_NOT[error.code ?? ''] ?? `${error.message}. Set HOST or PORT to others`;
  return new Error(`Cannot listen on HOST="${host}" PORT="${port}": ${reason}.`, { cause: error });
}

function lockKey({ channelId, conversation }: Activity): string {
  return `${channelId}/${conversation.id}`;
}

function isOurWebChat({ serviceUrl }: Activity): boolean {
  return serviceUrl === 'urn:local:directline';
}
