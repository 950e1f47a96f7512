import type { HandoverNote, RaisedFlag } from '../decision';
import type { Message } from './message';
import { sinceOf, stageOf } from './onsetWords';
import type { Speaker } from './speaker';

/**
 * A note for the midwife in the order that clinicians use: situation, background, assessment, recommendation (SBAR,
 * Institute for Healthcare Improvement). What was told of violence at home stands in none: who hurts her may read it.
 */
export function noteForMidwife(note: HandoverNote, speaker: Speaker): Message {
  const { t } = speaker;
  const mayStand = (flag: string): boolean => speaker.library.flag(flag).route !== 'abuse';
  const raised = note.raised.filter(({ flag }) => mayStand(flag));
  const denied = note.denied.filter((flag) => mayStand(flag) && raised.every((one) => one.flag !== flag));
  const listed = (signs: readonly string[]): string =>
    signs.length === 0 ? t('note.blank') : signs.join(' / ');
  const text = [
    t('note.situation', { signs: listed(raised.map((one) => signWithOnset(one, speaker))) }),
    t('note.background', { stage: stageOf(note.stage, speaker) ?? t('note.blank') }),
    t('note.history'),
    t('note.yes', { signs: listed(raised.map(({ flag }) => signOf(flag, speaker))) }),
    t('note.no', { signs: listed(denied.map((flag) => signOf(flag, speaker))) }),
    t('note.request'),
    t('note.made'),
  ].join('\n');
  return {
    text: t('note.how'),
    note: { title: t('note.title'), text },
    quickReplies: [t('button.browse')],
  };
}

function signWithOnset({ flag, since }: RaisedFlag, speaker: Speaker): string {
  return [signOf(flag, speaker), since && sinceOf(since, speaker)].filter(Boolean).join('. ');
}

const signOf = (flag: string, { content }: Speaker): string => content.redFlag(flag).sign;
