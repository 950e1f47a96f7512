import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot';

// Imported first: the SDK's many modules then load compiled, which takes a second off a start. Where the folder
// cannot be written, nothing is cached and nothing fails.
enableCompileCache(join(PROJECT_ROOT, 'node_modules/.cache/back-care-bot'));
