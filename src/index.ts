import './compileCache';
import { loadBrain } from './brain';
import { loadConfig, readEnvironment } from './config';
import { createLog } from './log';
import { startServer } from './server';

async function main(): Promise<void> {
  const now = (): number => Date.now();
  const log = createLog((line) => process.stderr.write(line), now);
  const config = loadConfig(readEnvironment(), now());
  for (const warning of config.warnings) process.stderr.write(`Warning: ${warning}\n`);
  const server = await startServer(config, loadBrain(), log, now);
  process.stdout.write(`Back care bot: open ${server.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bot could not start.'}\n`);
  process.exitCode = 1;
});
