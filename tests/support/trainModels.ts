import { join } from 'node:path';
import { loadContent } from '../../src/knowledge/content';
import { PROJECT_ROOT } from '../../src/projectRoot';
import { TRAINED_MODELS, writeModels } from '../../src/trainedModels';

/** Trains once for all test files, as the build does once for all starts. */
export default function trainModels(): void {
  writeModels(loadContent(join(PROJECT_ROOT, 'locales')), TRAINED_MODELS);
}
