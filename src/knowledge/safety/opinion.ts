import { score, type LinearWeights } from '../model/linearModel';
import { createBundleVectorizer, type FeatureSpace, type Vector } from '../model/vectors';
import { partsOf } from './messageParts';
import type { FeatureReader } from './opinionFeatures';
import type { Reading } from './reading';
import { levelRank, LEVELS, type Level } from './levels';

/** What training learns of one language, as plain data. */
export interface OpinionModel {
  /** For each level one class: this level or a higher one. */
  levels: { features: FeatureSpace; linear: LinearWeights };
  /** From which score on a message raises an alarm. */
  alarm: number;
  /** For each flag one class, to name an alarm that no rule names. */
  flags: { ids: readonly string[]; features: FeatureSpace; linear: LinearWeights };
}

/** What is thought of one message. */
export interface Opinion {
  level: Level;
  flag: string;
  /** Places of the tokens that decided. */
  at: readonly number[];
}

export type Opine = (reading: Reading, above: Level | undefined) => Opinion | undefined;

/** From which score on an alarm is of a level: on the side of care. */
const OF_LEVEL = { 'same-day': -0.1, emergency: -0.1 } as const;

const MOST_TELLING = 4;
/**
 * The second opinion of one language: what it thinks of a message that it read, if it is alarmed by more than the
 * level that the message has already.
 */
export function createOpinion(
  model: OpinionModel,
  features: FeatureReader,
  levelOf: (flag: string) => Level,
): Opine {
  const { linear } = model.levels;
  // Most messages are harmless: for them the first class is all that is asked for.
  const alarmFactors = linear.weights.filter((_, at) => at % linear.classes === 0);
  const alarmBias = linear.biases[0] ?? 0;
  const ofLevels = createBundleVectorizer(model.levels.features);
  const ofFlags = createBundleVectorizer(model.flags.features);
  return (reading, above) => {
    const bundles = features(reading).map(({ names, at }) => ({
      names,
      at,
      indices: ofLevels.indices(names),
    }));
    const alarming = partsOf(reading.tokens, bundles)
      .filter((part) => ofLevels.product(part, alarmFactors) + alarmBias >= model.alarm)
      .map((part) => ({ part, scores: score(linear, ofLevels.vector(part)) }));
    if (alarming.length === 0) return undefined;
    const level = LEVELS.filter((name) => alarming.some(({ scores }) => reachesLevel(scores, name))).at(-1);
    const best = alarming
      .filter(({ scores }) => level !== undefined && reachesLevel(scores, level))
      .sort((a, b) => (b.scores[0] ?? -1) - (a.scores[0] ?? -1))[0];
    if (level === undefined || best === undefined || levelRank(level) <= levelRank(above)) return undefined;
    const { part } = best;
    const forFlag = part.map(({ names }) => ({ indices: ofFlags.indices(names) }));
    const byFlag = score(model.flags.linear, ofFlags.vector(forFlag));
    const [flag] = model.flags.ids
      .map((id, at) => ({ id, score: byFlag[at] ?? -1 }))
      .filter(({ id }) => levelOf(id) === level)
      .sort((a, b) => b.score - a.score);
    return (
      flag && {
        level,
        flag: flag.id,
        at: mostTelling(part, ofLevels.vector(part), linear),
      }
    );
  };
}

const reachesLevel = (scores: Float64Array, level: Level): boolean =>
  level === 'few-days' || (scores[levelRank(level)] ?? -1) >= OF_LEVEL[level];

/** The tokens that add most to the score that raised the alarm. */
function mostTelling(
  bundles: readonly { at: number; indices: Int32Array }[],
  { indices, values }: Vector,
  { classes, weights }: LinearWeights,
): number[] {
  const worth = new Map<number, number>();
  indices.forEach((feature, k) => worth.set(feature, (values[k] ?? 0) * (weights[feature * classes] ?? 0)));
  const sums = new Map<number, number>();
  for (const bundle of bundles) {
    const { at } = bundle;
    for (const feature of bundle.indices) sums.set(at, (sums.get(at) ?? 0) + (worth.get(feature) ?? 0));
  }
  const telling = [...sums].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1]);
  return telling.slice(0, MOST_TELLING).map(([at]) => at);
}
