import type { Entry } from '../knowledge/contentSchemas';
import { paragraphs, type Message } from './message';
import type { Speaker } from './speaker';

const MAX_RELATED = 3;
// These answers are the safety net themselves.
const COMPLETE_GROUP = 'help';

/** An answer, or its longer part, with safety net, sources, the state of its review, and ways on. */
export function answer(topic: string, part: 'short' | 'more', speaker: Speaker): Message {
  const { t, values, content, library } = speaker;
  const entry = content.entry(topic);
  if (entry === undefined) throw new Error(`There is no answer "${topic}" in locales/${content.code}`);
  const facts = library.topic(topic);
  const text = paragraphs(
    ...(part === 'short' ? entry.answer : entry.more).map((paragraph) => speaker.fill(paragraph, values)),
    facts.group === COMPLETE_GROUP ? undefined : t('answer.safetyNet', values),
    `*${t('answer.sources', { sources: facts.sources.map((key) => sourceLink(key, speaker)).join('; ') })} ${review(entry, speaker)}*`,
  );
  const related = facts.related
    .filter((id) => speaker.mayAnswer(id))
    .flatMap((id) => content.entry(id)?.title ?? [])
    .slice(0, MAX_RELATED);
  const more = part === 'short' ? [t('button.more')] : [];
  return { text, quickReplies: [...more, ...related, t('button.else')] };
}

function sourceLink(key: string, { library, t }: Speaker): string {
  const { org, year, url } = library.source(key);
  const name = year === null ? org : t('answer.sourceYear', { org, year });
  return url === null ? name : `[${name.replaceAll(/[[\]]/g, '')}](${url})`;
}

function review({ reviewed }: Entry, { t }: Speaker): string {
  return reviewed === null
    ? t('answer.notReviewed')
    : t('answer.reviewed', { by: reviewed.by, on: reviewed.on });
}
