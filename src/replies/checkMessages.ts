import { leadOf } from './alarmMessages';
import { paragraphs, type Message } from './message';
import type { Speaker } from './speaker';

/** Asks which signs of a red flag she has now; each button is a sign in words that raise the alarm. */
export function question(flag: string, speaker: Speaker): Message {
  const { t, values, content } = speaker;
  const { sign, names, ask = [] } = content.redFlag(flag);
  const text = paragraphs(
    names === undefined ? t('check.fear') : t('check.about', { sign }),
    t('check.question'),
    `**${t('check.urgent', values)}**`,
  );
  return { text, quickReplies: [...ask, t('button.none')] };
}

/** What to say when she has none of them: no false comfort, and what to do when one begins. */
export function noneOfThem(flag: string, speaker: Speaker): string {
  const { t, library } = speaker;
  const { level } = library.flag(flag);
  return t('check.none', { lead: leadOf({ flag, level }, speaker) });
}
