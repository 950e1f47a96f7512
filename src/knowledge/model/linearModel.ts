import type { Vector } from './vectors';

/** One training example: its classes by number, and how much it counts (1 = an ordinary one). */
export interface Labelled {
  vector: Vector;
  labels: readonly number[];
  weight: number;
}

/** A trained model as plain data: the weights of a feature for all classes stand together. */
export interface LinearWeights {
  classes: number;
  /** `weights[feature * classes + label]` */
  weights: Float32Array;
  biases: Float32Array;
}

const EPOCHS = 12;
// Most examples are soon on the right side and stay there; only now and then are all of them looked at again.
const isFullPass = (epoch: number): boolean => epoch < 2 || epoch % 4 === 3;
const COST = 1;
const STEP = 7919; // a prime: it visits every example in a fixed, scattered order

/**
 * One support vector machine for each class against the rest, with squared hinge loss, by dual coordinate
 * descent (Hsieh et al. 2008, as in LIBLINEAR). Nothing is random: the same examples give the same model.
 */
export function trainLinearModel(
  examples: readonly Labelled[],
  classes: number,
  size: number,
): LinearWeights {
  const weights = new Float32Array(size * classes);
  const biases = new Float32Array(classes);
  for (let label = 0; label < classes; label += 1) {
    const machine = trainOne(examples, label, size);
    biases[label] = machine.bias;
    machine.weights.forEach((weight, feature) => (weights[feature * classes + label] = weight));
  }
  return { classes, weights, biases };
}

/** Gives every class a score; above 0 speaks for it. */
export function score(
  { classes, weights, biases }: LinearWeights,
  { indices, values }: Vector,
): Float64Array {
  const scores = Float64Array.from(biases);
  for (let k = 0; k < indices.length; k += 1) {
    const value = values[k] ?? 0;
    const from = (indices[k] ?? 0) * classes;
    for (let label = 0; label < classes; label += 1) {
      scores[label] = (scores[label] ?? 0) + value * (weights[from + label] ?? 0);
    }
  }
  return scores;
}

function trainOne(
  examples: readonly Labelled[],
  label: number,
  size: number,
): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(size);
  let bias = 0;
  const alphas = new Float64Array(examples.length);
  // Vectors have length 1, and the bias is a feature of value 1.
  const curvature = 2;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let turn = 0; turn < examples.length; turn += 1) {
      const at = (turn * STEP + epoch) % examples.length;
      const example = examples[at];
      if (example === undefined) continue;
      const sign = example.labels.includes(label) ? 1 : -1;
      const diagonal = 1 / (2 * COST * example.weight);
      const before = alphas[at] ?? 0;
      if (before === 0 && !isFullPass(epoch)) continue;
      const gradient = sign * (bias + dot(weights, example.vector)) - 1 + diagonal * before;
      const after = Math.max(before - gradient / (curvature + diagonal), 0);
      if (after === before) continue;
      alphas[at] = after;
      bias += (after - before) * sign;
      add(weights, example.vector, (after - before) * sign);
    }
  }
  return { weights, bias };
}

function dot(weights: Float64Array, { indices, values }: Vector): number {
  let sum = 0;
  for (let k = 0; k < indices.length; k += 1) sum += (weights[indices[k] ?? 0] ?? 0) * (values[k] ?? 0);
  return sum;
}

function add(weights: Float64Array, { indices, values }: Vector, factor: number): void {
  for (let k = 0; k < indices.length; k += 1) {
    const index = indices[k] ?? 0;
    weights[index] = (weights[index] ?? 0) + factor * (values[k] ?? 0);
  }
}
