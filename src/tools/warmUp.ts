import '../compileCache';
import { loadBrain } from '../brain';
import '../server';
import { createModelStore, TRAINED_MODELS } from '../trainedModels';

// The last step of the build: loads everything once and keeps what it trained, so that broken content fails the
// build and the first start is as quick as the next.
try {
  loadBrain().library.languages.forEach(createModelStore(TRAINED_MODELS).write);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The content cannot be loaded.'}\n`);
  process.exitCode = 1;
}
