import { score, trainLinearModel } from '../model/linearModel';
import { createVectorizer, learnFeatures, type Vector } from '../model/vectors';
import { partsOf } from './messageParts';
import type { OpinionModel } from './opinion';
import type { Bundle, FeatureReader } from './opinionFeatures';
import type { Reading } from './reading';
import { levelRank, LEVELS, type Level } from './levels';

/** A message and the red flag that it must raise; none for a harmless one. */
export interface OpinionExample {
  text: string;
  flag: string | undefined;
  /** How much it counts beside an ordinary one (1). */
  weight?: number;
}

const FOLDS = 4;
// Chosen by cross-validation over the examples, never on tests/data.
const WEIGHTS = { word: 1, pair: 0.7, chars: 0.7, concept: 1, near: 0.5 };
const LEAST = 3;
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
