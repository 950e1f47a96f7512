import type { BotCommand, Decision, Outcome } from '../decision';
import { advice, alarmReminder, fullAlarm, heldNote, tryNext } from './alarmMessages';
import { answer } from './answerMessages';
import { noneOfThem, question } from './checkMessages';
import { paragraphs, type Message } from './message';
import { noteForMidwife } from './noteMessages';
import type { Speaker } from './speaker';

/** Says a turn's decision. Decides nothing; urgent things come first. */
export function messagesFor(
  { decision, advice: fewDays, held, check }: Outcome,
  speaker: Speaker,
): Message[] {
  const messages = check === undefined ? say(decision, speaker) : asking(check, decision, speaker);
  const before = [fewDays && advice(fewDays, speaker), held && heldNote(held, speaker)].filter(
    (text) => text !== undefined,
  );
  return [...before.map((text): Message => ({ text })), ...messages];
}

/** Asks what she has of a red flag; an answer, where there is one, stands below, so that the question is read first. */
function asking(flag: string, decision: Decision, speaker: Speaker): Message[] {
  const asked = question(flag, speaker);
  const known = decision.kind === 'answer' ? say(decision, speaker).map(({ text }) => text) : [];
  return [{ ...asked, text: paragraphs(asked.text, ...known) }];
}

function say(decision: Decision, speaker: Speaker): Message[] {
  const { t, values } = speaker;
  switch (decision.kind) {
    case 'welcome':
      return [welcome(speaker)];
    case 'red-flag':
      return decision.form === 'full'
        ? fullAlarm(decision.alarm, speaker)
        : alarmReminder(decision.alarm, speaker);
    case 'answer':
      return [answer(decision.topic, decision.part, speaker)];
    case 'clarify':
      return [
        {
          text: t('clarify'),
          quickReplies: [...decision.candidates.flatMap(titleIn(speaker)), t('button.none')],
        },
      ];
    case 'fallback':
      return [fallback(decision.reason, speaker)];
    case 'smalltalk':
      return [
        {
          text: t(`smalltalk.${decision.about}`),
          quickReplies: decision.about === 'bye' ? [] : themes(speaker),
        },
      ];
    case 'command':
      return command(decision.command, speaker);
    case 'input':
      return [
        {
          text: paragraphs(t(inputKey(decision.problem)), t('input.urgent', values)),
          quickReplies: ways(speaker),
        },
      ];
  }
}

function welcome(speaker: Speaker): Message {
  const { t, values, content } = speaker;
  const unsigned = content.entries.some(({ id, reviewed }) => speaker.mayAnswer(id) && reviewed === null);
  const limits = t(unsigned ? 'welcome.limits' : 'welcome.limitsReviewed');
  const text = paragraphs(t('welcome.what'), limits, `**${t('welcome.urgent', values)}**`, t('welcome.ask'));
  return { text, quickReplies: themes(speaker) };
}

function fallback(reason: 'unknown' | 'after-choice' | 'foreign', speaker: Speaker): Message {
  const { t, values, library } = speaker;
  if (reason === 'foreign') {
    const languages = [...library.languages.keys()].map((code) => languageName(code, speaker)).join(', ');
    return {
      text: paragraphs(t('fallback.foreign', { languages }), `**${t('fallback.foreignUrgent', values)}**`),
      quickReplies: [...library.languages.keys()].map((code) => languageName(code, speaker)),
    };
  }
  const first = t(reason === 'unknown' ? 'fallback.unknown' : 'fallback.unknownAfterChoice');
  const text = paragraphs(first, t('fallback.ways', values), t('fallback.urgent', values));
  return { text, quickReplies: ways(speaker) };
}

function command(given: BotCommand, speaker: Speaker): Message[] {
  const { t, values } = speaker;
  switch (given.name) {
    case 'help':
      return [
        {
          text: paragraphs(t('help.what'), t('help.how'), t('help.urgent', values)),
          quickReplies: ways(speaker),
        },
      ];
    case 'start-over':
      return [{ text: t('startOver'), quickReplies: themes(speaker) }];
    case 'themes':
      return [{ text: t('themes.which'), quickReplies: themes(speaker) }];
    case 'theme':
      return [theme(given.group, speaker)];
    case 'choose-language':
      return [
        {
          text: t('languageChoice.which'),
          quickReplies: [...speaker.library.languages.keys()].map((code) => languageName(code, speaker)),
        },
      ];
    case 'language-set':
      return [{ text: t('languageChoice.set'), quickReplies: themes(speaker) }];
    case 'no-more':
      return [{ text: t('noMore'), quickReplies: themes(speaker) }];
    case 'forgotten': {
      const once = given.alarm
        ? [{ text: t('forgottenAlarm') }, ...withoutButtons(fullAlarm(given.alarm, speaker))]
        : [];
      return [...once, { text: t('forgotten'), quickReplies: themes(speaker) }];
    }
    case 'note':
      return [noteForMidwife(given.note, speaker)];
    case 'none-of-them': {
      const titles = given.topics.flatMap(titleIn(speaker));
      return [
        { text: noneOfThem(given.flag, speaker), quickReplies: titles.length > 0 ? titles : themes(speaker) },
      ];
    }
    case 'try-next':
      return tryNext(given.alarm, given.tried, speaker);
    case 'resumed': {
      const text = paragraphs(t(`afterAlarm.${given.said}`, values), t('afterAlarm.goOn'));
      const note = given.said === 'reached-help' ? [t('button.note')] : [];
      return [{ text, quickReplies: [...note, ...themes(speaker)] }];
    }
  }
}

function theme(group: string, speaker: Speaker): Message {
  const { t, content, library } = speaker;
  const titles = content.entries
    .filter(({ id }) => library.topic(id).group === group && speaker.mayAnswer(id))
    .map(({ title }) => title);
  if (titles.length === 0) return { text: t('themes.empty'), quickReplies: ways(speaker) };
  return { text: t('themes.title', { theme: themeTitle(group, speaker) }), quickReplies: titles };
}

/** The themes as buttons. */
function themes(speaker: Speaker): string[] {
  return speaker.library.groups.map((group) => themeTitle(group, speaker));
}

/** Ways on when there is no answer: themes, and whom to call. */
function ways(speaker: Speaker): string[] {
  return [speaker.t('button.browse'), ...['who-to-call'].flatMap(titleIn(speaker))];
}

function themeTitle(group: string, { content }: Speaker): string {
  return content.utterances.themes[group]?.[0] ?? group;
}

function titleIn({ content }: Speaker): (topic: string) => string[] {
  return (topic) => [content.entry(topic)?.title ?? []].flat();
}

/** Every language by its own name. */
export function languageName(code: string, { library }: Pick<Speaker, 'library'>): string {
  const name = library.languages.get(code)?.utterances.languages[code]?.[0] ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

function withoutButtons(messages: readonly Message[]): Message[] {
  return messages.map(({ text, calls }) => ({ text, ...(calls && { calls }) }));
}

const inputKey = (problem: 'nothing' | 'attachment' | 'too-long') =>
  problem === 'too-long' ? ('input.tooLong' as const) : (`input.${problem}` as const);
