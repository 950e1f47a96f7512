import { clean, tokenize } from '../text';
import type { LanguageReader, SafetyContent, SafetyLibrary } from './languages';
import type { Reading } from './reading';
import type { OpinionModel } from './opinion';
import { trainOpinion, type OpinionExample } from './opinionTraining';

/** Everything of one language that its second opinion learns from. */
export function opinionExamples(library: SafetyLibrary, content: SafetyContent): OpinionExample[] {
  const { safetyExamples, utterances, entries } = content;
  const ids = [...library.flags.keys()];
  const positive = ids.flatMap((flag) =>
    [...content.redFlag(flag).phrasings, ...(safetyExamples.flags[flag] ?? [])].map((text) => ({
      text,
      flag,
    })),
  );
  const harmless = [
    ...safetyExamples.harmless,
    ...entries.flatMap(({ question, phrasings }) => [question, ...phrasings]),
    ...utterances.outOfScope,
  ];
  // What the bot itself offers as a button must never alarm.
  const own = [
    ...entries.map(({ title }) => title),
    ...Object.values(utterances.commands).flat(),
    ...Object.values(utterances.afterAlarm).flat(),
  ];
  return [
    ...positive,
    ...harmless.map((text) => ({ text, flag: undefined })),
    ...own.map((text) => ({ text, flag: undefined, weight: OWN_WEIGHT })),
  ];
}

const OWN_WEIGHT = 10;

/** Trains the second opinion of one language. */
export function trainFor(library: SafetyLibrary, { content, read, features }: LanguageReader): OpinionModel {
  const examples = opinionExamples(library, content);
  const readText = (text: string): Reading => {
    const source = clean(text);
    return read(source, tokenize(source));
  };
  return trainOpinion(
    examples,
    readText,
    features,
    (id) => library.flag(id).level,
    content.safetyExamples.falseAlarms,
  );
}
