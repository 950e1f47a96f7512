import { score, trainLinearModel, type LinearWeights } from '../model/linearModel';
import {
  createBundleVectorizer,
  createVectorizer,
  learnFeatures,
  type FeatureSpace,
  type Vector,
} from '../model/vectors';
import type { Bundle, FeatureReader } from './opinionFeatures';
import type { Token } from '../text';
import type { Reading } from './reading';
import { levelRank, LEVELS, type Level } from './rules';

/** A message and the red flag that it must raise; none for a harmless one. */
export interface OpinionExample {
  text: string;
  flag: string | undefined;
  /** How much it counts beside an ordinary one (1). */
  weight?: number;
}

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

const FOLDS = 4;
/** From which score on an alarm is of a level: on the side of care. */
const OF_LEVEL = { 'same-day': -0.1, emergency: -0.1 } as const;

// Chosen by cross-validation over the examples, never on tests/data.
const WEIGHTS = { word: 1, pair: 0.7, chars: 0.7, concept: 1, near: 0.5 };
const LEAST = 3;
const MOST_TELLING = 4;
/** Words of a message that are weighed together; each sentence is weighed wherever it stands. */
const LONGEST_BEGINNING = 200;
const NOTHING: Document = new Map();
const EMPTY: Vector = { indices: new Int32Array(0), values: new Float64Array(0) };

/**
 * Trains on labelled messages of one language. Of the harmless ones a share of `falseAlarms` may raise an alarm.
 * The same examples give the same model, byte for byte.
 */
export function trainOpinion(
  examples: readonly OpinionExample[],
  read: (text: string) => Reading,
  features: FeatureReader,
  levelOf: (flag: string) => Level,
  falseAlarms: number,
): OpinionModel {
  const parts = examples.map(({ text }) => {
    const reading = read(text);
    return partsOf(reading.tokens, features(reading)).map(count);
  });
  const space = learnFeatures(
    parts.map(([whole]) => whole ?? NOTHING),
    WEIGHTS,
    LEAST,
  );
  const { vector } = createVectorizer(space);
  const vectors = parts.map((documents) => documents.map(vector));
  const alarms = examples.flatMap(({ flag }, at) => (flag === undefined ? [] : [{ flag, at }]));
  const ids = [...new Set(alarms.map(({ flag }) => flag))].sort();
  const linear = trainLinearModel(
    vectors.map(([whole = EMPTY], at) => ({
      vector: whole,
      labels: LEVELS.flatMap((level, rank) => (reaches(examples[at]?.flag, level, levelOf) ? [rank] : [])),
      weight: examples[at]?.weight ?? 1,
    })),
    LEVELS.length,
    space.names.length,
  );
  const alarm = calibrate(
    vectors,
    examples.map(({ flag }) => flag !== undefined),
    space.names.length,
    falseAlarms,
  );
  const named = alarms.map(({ at }) => forFlags(parts[at]?.[0] ?? NOTHING));
  const flagSpace = learnFeatures(named, WEIGHTS, LEAST);
  const flagVectors = createVectorizer(flagSpace);
  const flagLinear = trainLinearModel(
    named.map((document, at) => ({
      vector: flagVectors.vector(document),
      labels: [ids.indexOf(alarms[at]?.flag ?? '')],
      weight: 1,
    })),
    ids.length,
    flagSpace.names.length,
  );
  return {
    levels: { features: space, linear },
    alarm,
    flags: { ids, features: flagSpace, linear: flagLinear },
  };
}

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
  const ofLevels = createBundleVectorizer(model.levels.features);
  const ofFlags = createBundleVectorizer(model.flags.features);
  return (reading, above) => {
    const scored = partsOf(reading.tokens, features(reading)).map((bundles) => ({
      bundles,
      scores: score(linear, ofLevels.vector(bundles)),
    }));
    const alarming = scored.filter(({ scores }) => (scores[0] ?? -1) >= model.alarm);
    const level = LEVELS.filter((name) => alarming.some(({ scores }) => reachesLevel(scores, name))).at(-1);
    const best = alarming
      .filter(({ scores }) => level !== undefined && reachesLevel(scores, level))
      .sort((a, b) => (b.scores[0] ?? -1) - (a.scores[0] ?? -1))[0];
    if (level === undefined || best === undefined || levelRank(level) <= levelRank(above)) return undefined;
    const { bundles } = best;
    const byFlag = score(model.flags.linear, ofFlags.vector(bundles));
    const [flag] = model.flags.ids
      .map((id, at) => ({ id, score: byFlag[at] ?? -1 }))
      .filter(({ id }) => levelOf(id) === level)
      .sort((a, b) => b.score - a.score);
    return (
      flag && {
        level,
        flag: flag.id,
        at: mostTelling(bundles, ofLevels.vector(bundles), linear, ofLevels.indices),
      }
    );
  };
}

const reachesLevel = (scores: Float64Array, level: Level): boolean =>
  level === 'few-days' || (scores[levelRank(level)] ?? -1) >= OF_LEVEL[level];

/**
 * The message, what stands up to the end of each sentence, and each sentence alone: neither what is said before a
 * symptom nor what is added after it may drown it. The whole message comes first.
 */
function partsOf(tokens: readonly Token[], bundles: readonly Bundle[]): (readonly Bundle[])[] {
  const starts = tokens.flatMap(({ before }, at) => (before === '.' && at > 0 ? [at] : []));
  if (starts.length === 0) return [bundles];
  const between = (from: number, to: number): Bundle[] => bundles.filter(({ at }) => at >= from && at < to);
  const sentences = [...starts, tokens.length].map((end, k) => between(starts[k - 1] ?? 0, end));
  const beginnings = starts
    .slice(1)
    .filter((end) => end <= LONGEST_BEGINNING)
    .map((end) => between(0, end));
  return [
    tokens.length <= LONGEST_BEGINNING ? bundles : between(0, LONGEST_BEGINNING),
    ...beginnings,
    ...sentences,
  ];
}

/** The tokens that add most to the score that raised the alarm. */
function mostTelling(
  bundles: readonly Bundle[],
  { indices, values }: Vector,
  { classes, weights }: LinearWeights,
  indicesOf: (names: readonly string[]) => Int32Array,
): number[] {
  const worth = new Map<number, number>();
  indices.forEach((feature, k) => worth.set(feature, (values[k] ?? 0) * (weights[feature * classes] ?? 0)));
  const sums = new Map<number, number>();
  for (const { names, at } of bundles) {
    for (const feature of indicesOf(names)) sums.set(at, (sums.get(at) ?? 0) + (worth.get(feature) ?? 0));
  }
  const telling = [...sums].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1]);
  return telling.slice(0, MOST_TELLING).map(([at]) => at);
}

/**
 * The score above which only so many of the harmless messages are that a model did not see (k-fold
 * cross-validation). `vectors` are those of each message: the whole, then its sentences.
 */
function calibrate(
  vectors: readonly (readonly Vector[])[],
  alarms: readonly boolean[],
  size: number,
  falseAlarms: number,
): number {
  const highest: number[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const seen = vectors.flatMap(([whole = EMPTY], at) =>
      at % FOLDS === fold ? [] : [{ vector: whole, labels: alarms[at] ? [0] : [], weight: 1 }],
    );
    const linear = trainLinearModel(seen, 1, size);
    vectors.forEach((parts, at) => {
      if (at % FOLDS !== fold || alarms[at]) return;
      highest.push(Math.max(...parts.map((part) => score(linear, part)[0] ?? 0)));
    });
  }
  highest.sort((a, b) => b - a);
  return highest[Math.floor(falseAlarms * highest.length)] ?? 0;
}

const reaches = (flag: string | undefined, level: Level, levelOf: (flag: string) => Level): boolean =>
  flag !== undefined && levelRank(levelOf(flag)) >= levelRank(level);

/** Features, each as often as it occurs. */
type Document = ReadonlyMap<string, number>;

function count(bundles: readonly Bundle[]): Document {
  const counts = new Map<string, number>();
  for (const { names } of bundles) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** For the flag, pairs of words and letters of words say little that the words do not. */
const forFlags = (document: Document): Document =>
  new Map([...document].filter(([name]) => !name.startsWith('chars:') && !name.startsWith('pair:')));
