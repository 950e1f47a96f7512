import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChat, type Heard } from './support/startChat';

// Whole conversations as data: what she types, and the ids of what must come back.
interface Turn {
  say?: string;
  arrive?: true;
  /** Lets time pass before this turn. */
  waitHours?: number;
  expect: {
    kind?: string;
    form?: string;
    topic?: string;
    part?: string;
    flag?: string;
    level?: string;
    held?: string;
    advice?: string;
    command?: string;
    reason?: string;
    language?: string;
    candidates?: number;
    /** The red flag that is asked about; null for none. */
    check?: string | null;
    nothing?: true;
  };
}
interface Conversation {
  name: string;
  locale?: string;
  channelId?: string;
  turns: Turn[];
}

const folder = join(__dirname, 'conversations');
const conversations = readdirSync(folder).flatMap((file) =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Conversation[]).map((conversation) => ({
    ...conversation,
    name: `${file.replace('.json', '')}: ${conversation.name}`,
  })),
);

function seen({ outcome }: Heard): Turn['expect'] {
  if (outcome === undefined) return { nothing: true };
  const { decision, language, held, advice, check } = outcome;
  return {
    kind: decision.kind,
    language,
    check: check ?? null,
    ...(held && { held: held.flag }),
    ...(advice && { advice: advice.flag }),
    ...(decision.kind === 'red-flag' && {
      flag: decision.alarm.flag,
      level: decision.alarm.level,
      form: decision.form,
    }),
    ...(decision.kind === 'answer' && { topic: decision.topic, part: decision.part }),
    ...(decision.kind === 'command' && { command: decision.command.name }),
    ...(decision.kind === 'fallback' && { reason: decision.reason }),
    ...(decision.kind === 'clarify' && { candidates: decision.candidates.length }),
  };
}

test.each(conversations)('$name', async ({ locale, channelId, turns }) => {
  const chat = startChat({ ...(locale && { locale }), ...(channelId && { channelId }) });
  for (const { say, arrive, waitHours = 0, expect: wanted } of turns) {
    chat.clock.at += waitHours * 3_600_000;
    const heard = arrive ? await chat.arrive() : await chat.say(say ?? '');
    expect({ say, ...seen(heard) }).toMatchObject({ say, ...wanted });
    if (wanted.held === undefined) expect(seen(heard).held).toBeUndefined();
  }
});
