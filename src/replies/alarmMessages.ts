import type { GivenAlarm } from '../decision';
import { callsFor, nextContact, openingHours } from './contactWords';
import { paragraphs, type Message } from './message';
import { sinceOf, stageOf } from './onsetWords';
import type { Speaker } from './speaker';

/** What to do now, in this order: whom to call, what was noticed, what to do, what to say. Nothing else. */
export function fullAlarm(alarm: GivenAlarm, speaker: Speaker): Message[] {
  const { t, values, content, library, contacts, now } = speaker;
  const { route } = library.flag(alarm.flag);
  const { now: steps } = content.redFlag(alarm.flag);
  const text = paragraphs(
    `**${leadOf(alarm, speaker)}**`,
    openingHours(contacts, route, alarm.level, speaker),
    mayBeNamed(alarm, speaker) ? t('alarm.sign', { sign: signOf(alarm, speaker) }) : undefined,
    ...steps.map((step) => speaker.fill(step, values)),
    route === 'abuse'
      ? safeToRead(speaker)
      : t('alarm.say', {
          say: sayOf(alarm, speaker),
        }),
    lastLine(alarm, speaker),
  );
  const calls = callsFor(contacts, route, alarm.level, t('alarm.card'), now);
  const quickReplies = alarm.level === 'few-days' ? [] : afterAlarmButtons(speaker);
  return calls.length === 0
    ? [{ text, quickReplies }]
    : [{ text }, { text: t('alarm.card'), calls, quickReplies }];
}

/** The advice again, in short, until she has reached help. */
export function alarmReminder(alarm: GivenAlarm, speaker: Speaker): Message[] {
  const { t } = speaker;
  const text = paragraphs(
    `**${leadOf(alarm, speaker)}**`,
    mayBeNamed(alarm, speaker) ? t('alarm.reminder', { sign: signOf(alarm, speaker) }) : undefined,
    t('alarm.reached'),
  );
  return [{ text, quickReplies: afterAlarmButtons(speaker) }];
}

/** Nobody answered: the next number, and what to do when there is none. */
export function tryNext(alarm: GivenAlarm, tried: number, speaker: Speaker): Message[] {
  const { t, values, library, contacts, now } = speaker;
  const { route } = library.flag(alarm.flag);
  const next = nextContact(contacts, route, alarm.level, tried, now);
  const emergency = contacts && route !== 'abuse' ? [{ name: t('alarm.card'), ...contacts.emergency }] : [];
  const text = paragraphs(
    next && `**${t('alarm.next', { name: next.name, display: next.display })}**`,
    next ? t('alarm.nobodyElse', values) : t(`alarm.nobody.${route}`, values),
  );
  const calls = next ? [next, ...emergency] : emergency;
  const quickReplies = afterAlarmButtons(speaker);
  return calls.length === 0
    ? [{ text, quickReplies }]
    : [{ text }, { text: t('alarm.card'), calls, quickReplies }];
}

/** One line on an earlier alarm, said with an answer; nothing where repeating it could betray her. */
export function heldNote(alarm: GivenAlarm, speaker: Speaker): string | undefined {
  if (!mayBeNamed(alarm, speaker)) return undefined;
  return speaker.t('alarm.heldNote', { sign: signOf(alarm, speaker), lead: leadOf(alarm, speaker) });
}

/** A flag that can wait some days, said before the answer to her question. */
export function advice(alarm: GivenAlarm, speaker: Speaker): string {
  const { t, values, content } = speaker;
  const steps = content.redFlag(alarm.flag).now.map((step) => speaker.fill(step, values));
  return paragraphs(
    `**${leadOf(alarm, speaker)}** ${t('alarm.sign', { sign: signOf(alarm, speaker) })}`,
    ...steps,
    t('answer.also'),
  );
}

// What to do if it gets worse or nobody answers, where the route has not said it already.
function lastLine({ flag, level }: GivenAlarm, { t, values, library }: Speaker): string | undefined {
  const { route } = library.flag(flag);
  if (level === 'same-day' && route === 'abuse') return undefined;
  if (level === 'few-days' && route !== 'medical') return undefined;
  return t(`alarm.noAnswer.${level}`, values);
}

/** The first line: whom to call. */
export function leadOf(
  alarm: Pick<GivenAlarm, 'flag' | 'level'>,
  { t, values, library, content, fill }: Speaker,
): string {
  const own = content.redFlag(alarm.flag).lead;
  if (own !== undefined) return fill(own, values);
  return t(`alarm.lead.${library.flag(alarm.flag).route}.${alarm.level}`, values);
}

// Who hurts her may look at the screen: it does not repeat what she told.
function mayBeNamed(alarm: GivenAlarm, { library }: Speaker): boolean {
  return library.flag(alarm.flag).route !== 'abuse';
}

function safeToRead({ t, page, values, canLeave }: Speaker): string {
  return canLeave ? t('alarm.safeToReadPage', { leave: page(values).leave }) : t('alarm.safeToRead');
}

function signOf(alarm: GivenAlarm, { content }: Speaker): string {
  return content.redFlag(alarm.flag).sign;
}

/** What to say on the phone: the stage first, then what it is about, then since when. */
function sayOf(alarm: GivenAlarm, speaker: Speaker): string {
  const { library, content, values, fill } = speaker;
  const { route } = library.flag(alarm.flag);
  const stage = route === 'mental-health' ? undefined : stageOf(alarm.stage, speaker);
  const since = alarm.since && sinceOf(alarm.since, speaker);
  return [stage, fill(content.redFlag(alarm.flag).say, values), since].filter(Boolean).join(' ');
}

function afterAlarmButtons({ t }: Speaker): string[] {
  return [t('button.reached'), t('button.notReached'), t('button.notMe')];
}
