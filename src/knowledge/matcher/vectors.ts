import { FEATURE_WEIGHTS, isWord, kindOf } from './features';

/** A sparse vector of unit length: `values[i]` stands at `indices[i]`. */
export interface Vector {
  indices: Int32Array;
  values: Float64Array;
}

/** The features seen in training, each with its weight; the place in the list is its index. */
export interface FeatureSpace {
  names: readonly string[];
  weights: Float64Array;
}

/**
 * The feature space of documents (feature → how often). TF-IDF with sublinear term frequency and smoothed
 * document frequency (Salton & Buckley 1988).
 */
export function learnFeatures(documents: readonly ReadonlyMap<string, number>[]): FeatureSpace {
  const frequency = new Map<string, number>();
  for (const document of documents) {
    for (const name of document.keys()) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  }
  const weights = Float64Array.from(
    frequency,
    ([name, n]) => (FEATURE_WEIGHTS[kindOf(name)] ?? 1) * (Math.log((1 + documents.length) / (1 + n)) + 1),
  );
  return { names: [...frequency.keys()], weights };
}

/** Turns documents into vectors of a feature space; features that it does not know are left out. */
export interface Vectorizer {
  vector: (document: ReadonlyMap<string, number>) => Vector;
  /** The share of the document's words seen in training, from 0 to 1. */
  known: (document: ReadonlyMap<string, number>) => number;
}

export function createVectorizer({ names, weights }: FeatureSpace): Vectorizer {
  const index = new Map(names.map((name, at) => [name, at]));
  return {
    vector: (document) => {
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
    },
    known: (document) => {
      const said = [...document.keys()].filter(isWord);
      return said.filter((name) => index.has(name)).length / Math.max(1, said.length);
    },
  };
}
