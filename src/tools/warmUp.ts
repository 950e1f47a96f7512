import '../compileCache';
import { loadBrain } from '../brain';
import '../server';
import { TRAINED_MODELS, writeModels } from '../trainedModels';

// The last step of the build: loads everything once and keeps what it trained, so that broken content fails the
// build and the first start is as quick as the next.
try {
  writeModels(loadBrain().library, TRAINED_MODELS);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The content cannot be loaded.'}\n`);
  process.exitCode = 1;
}
