import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LanguageContent, Library } from './knowledge/content';
import type { TrainedModel } from './knowledge/matcher/classifier';
import { trainingExamples, trainMatcher } from './knowledge/matcher/matcher';
import { createReaders } from './knowledge/safety/languages';
import type { OpinionModel } from './knowledge/safety/opinion';
import { opinionExamples, trainFor } from './knowledge/safety/opinionExamples';

/** Where the build keeps what it trained: beside the compiled code, never beside the sources. */
export const TRAINED_MODELS = join(__dirname, 'trained');

/** Models trained before on this very content; undefined where there is none, and it is then trained anew. */
export interface TrainedModels {
  matcher: (content: LanguageContent) => TrainedModel | undefined;
  opinion: (content: { code: string }) => OpinionModel | undefined;
}

/** Reads what `writeModels` has kept. */
export function readModels(library: Library, folder: string): TrainedModels {
  return {
    matcher: (content) =>
      read(folder, `matcher.${content.code}`, learntByMatcher(content)) as TrainedModel | undefined,
    opinion: ({ code }) =>
      read(folder, `opinion.${code}`, learntByOpinion(library, code)) as OpinionModel | undefined,
  };
}

/** Trains what is not kept yet. Where the folder cannot be written, nothing is kept and nothing fails. */
export function writeModels(library: Library, folder: string): void {
  const kept = readModels(library, folder);
  for (const content of library.languages.values()) {
    if (kept.matcher(content)) continue;
    write(folder, `matcher.${content.code}`, learntByMatcher(content), trainMatcher(content));
  }
  for (const reader of createReaders(library)) {
    const { code } = reader.content;
    if (kept.opinion(reader.content)) continue;
    write(folder, `opinion.${code}`, learntByOpinion(library, code), trainFor(library, reader));
  }
}

interface Saved {
  content: string;
  model: unknown;
}

function read(folder: string, name: string, learnt: unknown): unknown {
  try {
    const saved = deserialize(readFileSync(join(folder, `${name}.model`))) as Saved;
    return saved.content === digest(learnt) ? saved.model : undefined;
  } catch {
    return undefined;
  }
}

function write(folder: string, name: string, learnt: unknown, model: unknown): void {
  const saved: Saved = { content: digest(learnt), model };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.model`), serialize(saved));
  } catch {
    // A start then takes as long as training does.
  }
}

const learntByMatcher = (content: LanguageContent): unknown => [trainingExamples(content), content.synonyms];

// Which words a language mends depends on those of the others.
function learntByOpinion(library: Library, code: string): unknown {
  const content = library.languages.get(code);
  const lexicons = [...library.languages.values()].map(({ lexicon }) => lexicon);
  return [
    content && opinionExamples(library, content),
    content?.safetyExamples.falseAlarms,
    [...library.flags],
    lexicons,
  ];
}

function digest(learnt: unknown): string {
  return createHash('sha256').update(CODE).update(JSON.stringify(learnt)).digest('hex');
}

/** The code that trains and reads: a model of other code is not used. */
const CODE = readCode(join(__dirname, 'knowledge'));

function readCode(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[jt]s$/.test(file),
  );
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
