import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LanguageContent } from './knowledge/content';
import type { TrainedModel } from './knowledge/matcher/classifier';
import { trainingExamples, trainMatcher } from './knowledge/matcher/matcher';

/** Where the build keeps what it trained: beside the compiled code, never beside the sources. */
export const TRAINED_MODELS = join(__dirname, 'trained');

/** Keeps trained models in a folder, so that a start does not train again. */
export interface ModelStore {
  /** The model trained on this very content, or undefined: it is then trained anew. */
  read: (content: LanguageContent) => TrainedModel | undefined;
  /** Trains a language and keeps the model. Where the folder cannot be written, nothing is kept and nothing fails. */
  write: (content: LanguageContent) => void;
}

interface Saved {
  content: string;
  model: TrainedModel;
}

export function createModelStore(folder: string): ModelStore {
  const fileOf = ({ code }: LanguageContent): string => join(folder, `${code}.model`);
  return {
    read: (content) => {
      try {
        const saved = deserialize(readFileSync(fileOf(content))) as Saved;
        return saved.content === digest(content) ? saved.model : undefined;
      } catch {
        return undefined;
      }
    },
    write: (content) => {
      const saved: Saved = { content: digest(content), model: trainMatcher(content) };
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(fileOf(content), serialize(saved));
      } catch {
        // A start then takes as long as training does.
      }
    },
  };
}

function digest(content: LanguageContent): string {
  const learnt = JSON.stringify([trainingExamples(content), content.synonyms]);
  return createHash('sha256').update(learnt).digest('hex');
}
