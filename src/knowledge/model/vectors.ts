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
 * The feature space of documents (feature → how often). `kinds` says how much each kind of feature counts;
 * features of fewer than `least` documents are left out. TF-IDF with sublinear term frequency and smoothed
 * document frequency (Salton & Buckley 1988).
 */
export function learnFeatures(
  documents: readonly ReadonlyMap<string, number>[],
  kinds: Readonly<Record<string, number>>,
  least = 1,
): FeatureSpace {
  const frequency = new Map<string, number>();
  for (const document of documents) {
    for (const name of document.keys()) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  }
  const kept = [...frequency].filter(([, n]) => n >= least);
  const weights = Float64Array.from(
    kept,
    ([name, n]) => (kinds[kindOf(name)] ?? 1) * (Math.log((1 + documents.length) / (1 + n)) + 1),
  );
  return { names: kept.map(([name]) => name), weights };
}

/** The kind of a feature: what stands before the colon of its name. */
const kindOf = (name: string): string => name.slice(0, name.indexOf(':'));

/** Turns documents into vectors of a feature space; features that it does not know are left out. */
export interface Vectorizer {
  vector: (document: ReadonlyMap<string, number>) => Vector;
  /** The share of those features of a document that `counts` names which were seen in training, from 0 to 1. */
  known: (document: ReadonlyMap<string, number>, counts: (name: string) => boolean) => number;
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
    known: (document, counts) => {
      const said = [...document.keys()].filter(counts);
      return said.filter((name) => index.has(name)).length / Math.max(1, said.length);
    },
  };
}

/** A bundle of features by their indices in a feature space. */
export interface KnownBundle {
  indices: Int32Array;
}

/**
 * Turns bundles of features into vectors, each bundle given by the indices of its features; quick where the same
 * bundles come again and again.
 */
export interface BundleVectorizer {
  /** The vector of a message; it is overwritten by the next one. */
  vector: (bundles: readonly KnownBundle[]) => Vector;
  /** The product of the vector of a message with a weight for each feature. */
  product: (bundles: readonly KnownBundle[], factors: Float32Array) => number;
  /** The indices of a bundle's features, without those not seen in training. */
  indices: (names: readonly string[]) => Int32Array;
}

/** As `createVectorizer`, with the same vectors. What a bundle stands for is looked up once and kept. */
export function createBundleVectorizer({ names, weights }: FeatureSpace): BundleVectorizer {
  const index = new Map(names.map((name, at) => [name, at]));
  const known = new WeakMap<readonly string[], Int32Array>();
  const counts = new Uint16Array(names.length);
  const touched = new Int32Array(names.length);
  const values = new Float64Array(names.length);
  const indices = (bundle: readonly string[]): Int32Array => {
    const before = known.get(bundle);
    if (before !== undefined) return before;
    const made = Int32Array.from(bundle.flatMap((name) => index.get(name) ?? []));
    known.set(bundle, made);
    return made;
  };
  /** Counts the features of a message: how many there are, those being the first ones of `touched`. */
  const countAll = (bundles: readonly KnownBundle[]): number => {
    let size = 0;
    for (const bundle of bundles) {
      for (const at of bundle.indices) {
        const count = counts[at] ?? 0;
        if (count === 0) {
          touched[size] = at;
          size += 1;
        }
        counts[at] = count + 1;
      }
    }
    return size;
  };
  /** The value of a counted feature, whose count is empty afterwards. */
  const take = (at: number): number => {
    const count = counts[at] ?? 1;
    counts[at] = 0;
    return (count === 1 ? 1 : 1 + Math.log(count)) * (weights[at] ?? 0);
  };
  return {
    indices,
    vector: (bundles) => {
      const size = countAll(bundles);
      let squares = 0;
      for (let k = 0; k < size; k += 1) {
        const value = take(touched[k] ?? 0);
        values[k] = value;
        squares += value * value;
      }
      const length = Math.sqrt(squares) || 1;
      for (let k = 0; k < size; k += 1) values[k] = (values[k] ?? 0) / length;
      return { indices: touched.subarray(0, size), values: values.subarray(0, size) };
    },
    product: (bundles, factors) => {
      const size = countAll(bundles);
      let squares = 0;
      let sum = 0;
      for (let k = 0; k < size; k += 1) {
        const at = touched[k] ?? 0;
        const value = take(at);
        squares += value * value;
        sum += value * (factors[at] ?? 0);
      }
      return sum / (Math.sqrt(squares) || 1);
    },
  };
}
