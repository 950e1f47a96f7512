import type { TurnContext } from 'botbuilder';

/** The last words of each conversation, for as long as a person may still be in the same sentence. */
export interface RecentWords {
  /** What was said just before; empty when it was not just before. */
  of(context: TurnContext): string;
  say(context: TurnContext, words: string): void;
  forget(context: TurnContext): void;
}

/** Whoever goes on later begins anew. */
const SAME_BREATH_MS = 2 * 60_000;
const LONGEST = 200;
const MOST_CONVERSATIONS = 10_000;

/**
 * People press "send" in the middle of a sentence: "i cant" … "breathe". The words are kept in the memory of the process
 * for two minutes, and are never written anywhere. `now` in milliseconds since 1970.
 */
export function createRecentWords(now: () => number): RecentWords {
  const last = new Map<string, { words: string; at: number }>();
  return {
    of: (context) => {
      const said = last.get(keyOf(context));
      return said !== undefined && now() - said.at < SAME_BREATH_MS ? said.words : '';
    },
    say: (context, words) => {
      const key = keyOf(context);
      const said = { words: words.slice(-LONGEST), at: now() };
      last.delete(key); // so that the oldest stand first
      last.set(key, said);
      const [oldest] = last.keys();
      if (last.size > MOST_CONVERSATIONS && oldest !== undefined) last.delete(oldest);
      setTimeout(() => {
        if (last.get(key) === said) last.delete(key);
      }, SAME_BREATH_MS).unref();
    },
    forget: (context) => void last.delete(keyOf(context)),
  };
}

function keyOf({ activity }: TurnContext): string {
  return JSON.stringify([activity.channelId, activity.conversation.id, activity.from.id]);
}
