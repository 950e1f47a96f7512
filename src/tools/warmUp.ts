import '../compileCache';
import { loadBrain } from '../brain';
import '../server';

// The last step of the build: loads everything once, so that broken content fails the build and the first start
// is as quick as the next.
try {
  loadBrain();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The content cannot be loaded.'}\n`);
  process.exitCode = 1;
}
