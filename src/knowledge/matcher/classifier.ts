import { words } from '../text';
import { FEATURE_WEIGHTS, isWord, type Features } from './features';
import { score, trainLinearModel, type LinearWeights } from '../model/linearModel';
import { createNearestWord, type NearestWord } from '../nearestWord';
import { createVectorizer, learnFeatures, type FeatureSpace } from '../model/vectors';

/** A labelled utterance; `weight` says how much it counts beside a phrasing that people typed (1). */
export interface Example {
  text: string;
  label: string;
  weight?: number;
}

/** How a language is read: its features, with or without mending misspelt words, and words known besides the examples. */
export interface Reading {
  features: (repair?: NearestWord) => Features;
  words: readonly string[];
}

/** One label with how sure the classifier is of it, from 0 to 1. */
export interface Ranked {
  label: string;
  confidence: number;
}

/** All labels, the surest first. Never throws; an utterance without a known word gives confidences of 0. */
export type Classifier = (utterance: string) => Ranked[];

// Sharpens the differences of scores; chosen by cross-validation over the phrasings.
const SHARPNESS = 5;

/** What training learns, as plain data: it can be written to a file and read again. */
export interface TrainedModel {
  labels: readonly string[];
  /** Words towards which misspelt ones are mended. */
  vocabulary: readonly string[];
  features: FeatureSpace;
  linear: LinearWeights;
}

/** Trains on labelled utterances of one language. The same examples give the same model, byte for byte. */
export function train(examples: readonly Example[], reading: Reading): TrainedModel {
  const labels = [...new Set(examples.map((example) => example.label))];
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  const texts = examples.map((example) => example.text);
  const documents = texts.map(reading.features());
  const features = learnFeatures(documents, FEATURE_WEIGHTS);
  const { vector } = createVectorizer(features);
  const labelled = examples.map(({ label, weight = 1 }, at) => ({
    vector: vector(documents[at] ?? new Map<string, number>()),
    labels: [numberOf.get(label) ?? 0],
    weight,
  }));
  return {
    labels,
    vocabulary: [...new Set([...texts.flatMap(words), ...reading.words])],
    features,
    linear: trainLinearModel(labelled, labels.length, features.names.length),
  };
}

/**
 * Puts a trained model to use. Confidence is the softmax of the scores, times the square root of the share of
 * known words: of an utterance that is half unknown, the known half must not decide alone.
 */
export function createClassifier(model: TrainedModel, reading: Reading): Classifier {
  const { labels, linear } = model;
  const vocabulary = new Set(model.vocabulary);
  const read = reading.features(createNearestWord(vocabulary, (word) => vocabulary.has(word)));
  const { vector, known } = createVectorizer(model.features);

  return (utterance) => {
    const document = read(utterance);
    const scores = score(linear, vector(document));
    const highest = Math.max(...scores);
    const powers = scores.map((value) => Math.exp(SHARPNESS * (value - highest)));
    const sum = powers.reduce((a, b) => a + b, 0);
    const sure = Math.sqrt(known(document, isWord)) / sum;
    return labels
      .map((label, at): Ranked => ({ label, confidence: (powers[at] ?? 0) * sure }))
      .sort((a, b) => b.confidence - a.confidence || a.label.localeCompare(b.label));
  };
}
