import type { Lexicon } from '../lexicon';
import type { Token } from '../text';
import { cueNamed } from './cueReach';
import { compilePatterns, type ConceptFinder, type Span } from './patterns';

/** The words that tell of a story that is over (see `contextSchema`). */
export type StoryWords = Pick<Lexicon['context'], 'elsewhen' | 'endedWell' | 'goesOn'> &
  Pick<Lexicon, 'storyParts'>;

/**
 * Finds the cues of a story that is over: told as of another time or person, said to have ended well, and with nothing in
 * it that goes on; none where it is no such story. Most messages are not, and are done after the first question.
 * `concepts` are those that the lexicon finds.
 */
export function createStoryFinder(
  words: StoryWords,
  concepts: readonly string[],
  sample: readonly string[],
): (tokens: readonly Token[], findings: readonly Span[]) => Span[] {
  const taken = Object.keys(words.storyParts).find((part) => concepts.includes(part));
  if (taken !== undefined) throw new Error(`"${taken}" of storyParts is the name of a concept already`);
  const finderOf = (name: 'elsewhen' | 'endedWell' | 'goesOn'): ConceptFinder => {
    const cue = cueNamed(name);
    const parts = Object.entries(words.storyParts).filter(([part]) =>
      words[name].some((pattern) => pattern.includes(`@${part}`)),
    );
    const find = compilePatterns({ ...Object.fromEntries(parts), [cue]: words[name] }, sample, concepts);
    return (tokens, known) => find(tokens, known).filter(({ concept }) => concept === cue);
  };
  const findElsewhen = finderOf('elsewhen');
  const findEndedWell = finderOf('endedWell');
  const findGoesOn = finderOf('goesOn');
  return (tokens, findings) => {
    const elsewhen = findElsewhen(tokens, findings);
    if (elsewhen.length === 0) return [];
    const endedWell = findEndedWell(tokens, findings);
    if (endedWell.length === 0 || findGoesOn(tokens, findings).length > 0) return [];
    return [...elsewhen, ...endedWell];
  };
}
