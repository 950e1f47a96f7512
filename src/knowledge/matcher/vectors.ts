import { FEATURE_WEIGHTS, isWord, kindOf, type Features } from './features';

/** A sparse vector of unit length: `values[i]` stands at `indices[i]`. */
export interface Vector {
  indices: Int32Array;
  values: Float64Array;
}

/** Turns utterances into vectors over the features seen in training. */
export interface Vectorizer {
  size: number;
  /** The vectors of the training utterances, in their order. */
  training: readonly Vector[];
  /** The vector of an utterance, and the share of its words seen in training, from 0 to 1. */
  read(utterance: string): { vector: Vector; known: number };
}

/** `readFeatures` may read more forgivingly than `features`, which reads the training utterances. TF-IDF with sublinear term frequency and smoothed document frequency (Salton & Buckley 1988). */
export function createVectorizer(
  training: readonly string[],
  features: Features,
  readFeatures: Features = features,
): Vectorizer {
  const documents = training.map(features);
  const frequency = new Map<string, number>();
  for (const document of documents) {
    for (const name of document.keys()) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  }
  const index = new Map([...frequency.keys()].map((name, at) => [name, at]));
  const weights = [...frequency].map(
    ([name, n]) => (FEATURE_WEIGHTS[kindOf(name)] ?? 1) * (Math.log((1 + documents.length) / (1 + n)) + 1),
  );

  function vector(document: ReadonlyMap<string, number>): Vector {
    const indices: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (const [name, n] of document) {
      const at = index.get(name);
      if (at === undefined) continue;
      const value = (1 + Math.log(n)) * (weights[at] ?? 0);
      indices.push(at);
      values.push(value);
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    return {
      indices: Int32Array.from(indices),
      values: Float64Array.from(values, (value) => value / length),
    };
  }

  return {
    size: index.size,
    training: documents.map(vector),
    read: (utterance) => {
      const document = readFeatures(utterance);
      const said = [...document.keys()].filter(isWord);
      const known = said.filter((name) => index.has(name)).length / Math.max(1, said.length);
      return { vector: vector(document), known };
    },
  };
}
