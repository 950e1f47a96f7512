import '../compileCache';
import { createInterface } from 'node:readline/promises';
import { MemoryStorage, type Activity, type TurnContext } from 'botbuilder';
import { BotAdapter } from '../channels/adapter';
import { loadBrain, type Brain } from '../brain';
import { loadConfig, readEnvironment, type Config } from '../config';
import { assembleBot } from '../createBot';
import type { Decision, Outcome } from '../decision';

/** What the whole bot did with one message. */
export interface Asked {
  outcome: Outcome | undefined;
  activities: Partial<Activity>[];
}

/** Puts messages through the whole bot in this process, as the console channel. */
export interface Asker {
  ask(text: string, conversation: string): Promise<Asked>;
  welcome(conversation: string): Promise<Asked>;
}

/** A bot whose state lives in memory only. */
export function createAsker(
  locale: string,
  brain: Brain,
  config: Pick<Config, 'contacts' | 'requireReview'>,
): Asker {
  const adapter = new BotAdapter(undefined);
  const bot = assembleBot(brain, {
    storage: new MemoryStorage(),
    contacts: config.contacts,
    requireReview: config.requireReview,
    now: () => Date.now(),
    log: () => undefined,
    onOurPage: () => false,
    forgetChannel: () => undefined,
  });
  adapter.onTurnError = (context) => bot.apologise(context);
  let sequence = 0;

  async function run(activity: Partial<Activity>, conversation: string): Promise<Asked> {
    const activities: Partial<Activity>[] = [];
    let outcome: Outcome | undefined;
    const logic = async (context: TurnContext): Promise<void> => {
      outcome = await bot.turn(context);
    };
    const addressed = {
      id: String((sequence += 1)),
      channelId: 'console',
      serviceUrl: 'urn:local:console',
      locale,
      from: { id: 'user', name: '' },
      recipient: { id: 'bot', name: '' },
      conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: '' },
      ...activity,
    };
    await adapter.runLocally(
      addressed as Activity,
      (sent) => {
        activities.push(...sent);
        return Promise.resolve([{ id: '' }]);
      },
      logic,
    );
    return { outcome, activities };
  }

  return {
    ask: (text, conversation) => run({ type: 'message', text }, conversation),
    welcome: (conversation) =>
      run({ type: 'conversationUpdate', membersAdded: [{ id: 'user', name: '' }] }, conversation),
  };
}

/** One line of `ask --json`; the keys are part of the command's contract. */
export function describe(text: string, { outcome, activities }: Asked) {
  const decision = outcome?.decision;
  const flag =
    (decision?.kind === 'red-flag' ? decision.alarm : undefined) ?? outcome?.advice ?? outcome?.held;
  return {
    text,
    locale: outcome?.language ?? null,
    kind: kindOf(decision),
    topic: decision?.kind === 'answer' ? decision.topic : null,
    candidates: decision?.kind === 'clarify' ? decision.candidates : [],
    confidence: decision && 'confidence' in decision ? Number(decision.confidence.toFixed(3)) : 0,
    check: outcome?.check ?? null,
    redFlag: flag ? { id: flag.flag, level: flag.level, matched: flag.matched } : null,
    reply: activities.map(spokenText).filter((reply) => reply !== ''),
    buttons: activities.flatMap((activity) =>
      (activity.suggestedActions?.actions ?? []).map(({ title }) => title),
    ),
  };
}

// An input that is no text gets a sentence of its own, which is a fallback to who reads the table.
function kindOf(decision: Decision | undefined): string {
  if (decision === undefined || decision.kind === 'input' || decision.kind === 'welcome') return 'fallback';
  return decision.kind;
}

function spokenText({ text, attachments }: Partial<Activity>): string {
  const fallback = (attachments ?? []).map(
    ({ content }) => (content as { fallbackText?: string }).fallbackText ?? '',
  );
  return [text ?? '', ...fallback].filter((part) => part !== '').join('\n');
}

async function pipe(asker: Asker): Promise<void> {
  let conversation = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const asked = await asker.ask(line, `ask-${(conversation += 1)}`);
    process.stdout.write(`${JSON.stringify(describe(line, asked))}\n`);
  }
}

async function chat(asker: Asker): Promise<void> {
  const show = ({ activities }: Asked): void => {
    for (const activity of activities) {
      const text = spokenText(activity);
      if (text !== '') process.stdout.write(`\n${text}\n`);
      const titles = (activity.suggestedActions?.actions ?? []).map(({ title }) => `[${title}]`);
      if (titles.length > 0) process.stdout.write(`\n${titles.join('  ')}\n`);
    }
    process.stdout.write('\n');
  };
  show(await asker.welcome('terminal'));
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') show(await asker.ask(line, 'terminal'));
    terminal.prompt();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--locale');
  const locale = at >= 0 ? (args[at + 1] ?? 'en') : 'en';
  const asker = createAsker(locale, loadBrain(), loadConfig(readEnvironment(), Date.now()));
  await (args.includes('--json') || !process.stdin.isTTY ? pipe(asker) : chat(asker));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The bot could not start.'}\n`);
    process.exitCode = 1;
  });
}
