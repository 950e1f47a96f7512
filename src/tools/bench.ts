import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../knowledge/content';
import { createSafetyCheck } from '../knowledge/safety/safetyCheck';
import { READ_LIMIT } from '../knowledge/text';
import { PROJECT_ROOT } from '../projectRoot';
import { readModels, TRAINED_MODELS } from '../trainedModels';
import { readTable } from './scoring';

// `npm run bench`: what the safety check costs, with all languages loaded, on one core.
const RUNS = 15;

function messagesOf(language: string): string[] {
  const file = `tests/data/safety.${language}.tsv`;
  return readTable(readFileSync(join(PROJECT_ROOT, file), 'utf8'), file).map(({ text }) => text);
}

/** Milliseconds that a task takes: the median of several runs. */
function median(task: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const since = performance.now();
    task();
    return performance.now() - since;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

/** Megabytes of the heap and of typed arrays that are in use. */
function memory(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const library = loadContent(join(PROJECT_ROOT, 'locales'));
const before = memory();
const check = createSafetyCheck(library, readModels(library, TRAINED_MODELS).opinion);
const after = memory();

for (const language of library.languages.keys()) {
  const messages = messagesOf(language);
  const words = messages.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / messages.length;
  const each = (1000 * median(() => messages.forEach((text) => check(text)))) / messages.length;
  process.stdout.write(
    `safety check, ${language}: ${each.toFixed(0)} µs a message (${messages.length} messages of ${words.toFixed(0)} words)\n`,
  );
}
if (global.gc) process.stdout.write(`safety check, memory: ${(after - before).toFixed(0)} MB\n`);
const story = messagesOf('en').join('. ');
for (let length = READ_LIMIT / 8; length <= READ_LIMIT; length *= 2) {
  const text = story.slice(0, length);
  process.stdout.write(
    `safety check, ${length} characters: ${median(() => void check(text)).toFixed(1)} ms\n`,
  );
}
