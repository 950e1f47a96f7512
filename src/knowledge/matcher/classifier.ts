import { words } from '../text';
import type { Features } from './features';
import { trainLinearModel } from './linearModel';
import { createNearestWord, type NearestWord } from '../nearestWord';
import { createVectorizer } from './vectors';

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

/**
 * Trains on labelled utterances of one language. Confidence is the softmax of the scores, times the square root
 * of the share of known words: of an utterance that is half unknown, the known half must not decide alone.
 */
export function trainClassifier(examples: readonly Example[], reading: Reading): Classifier {
  const labels = [...new Set(examples.map((example) => example.label))];
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  const texts = examples.map((example) => example.text);
  const vocabulary = new Set([...texts.flatMap(words), ...reading.words]);
  const repair = createNearestWord(vocabulary, vocabulary);
  const vectorizer = createVectorizer(texts, reading.features(), reading.features(repair));
  const labelled = vectorizer.training.map((vector, at) => {
    const { label, weight = 1 } = examples[at] ?? { label: '' };
    return { vector, label: numberOf.get(label) ?? 0, weight };
  });
  const score = trainLinearModel(labelled, labels.length, vectorizer.size);

  return (utterance) => {
    const { vector, known } = vectorizer.read(utterance);
    const scores = score(vector);
    const highest = Math.max(...scores);
    const powers = scores.map((value) => Math.exp(SHARPNESS * (value - highest)));
    const sum = powers.reduce((a, b) => a + b, 0);
    const sure = Math.sqrt(known) / sum;
    return labels
      .map((label, at): Ranked => ({ label, confidence: (powers[at] ?? 0) * sure }))
      .sort((a, b) => b.confidence - a.confidence || a.label.localeCompare(b.label));
  };
}
