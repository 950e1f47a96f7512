import './compileCache';
import { loadBrain } from './brain';
import { loadConfig, readEnvironment } from './config';
import { createLog, type Log } from './log';
import { startServer } from './server';

async function main(): Promise<void> {
  const now = (): number => Date.now();
  const log = createLog((line) => process.stderr.write(line), now);
  surviveSlips(log);
  const config = loadConfig(readEnvironment(), now());
  for (const warning of config.warnings) process.stderr.write(`Warning: ${warning}\n`);
  const server = await startServer(config, loadBrain(), log, now);
  process.stdout.write(`Back care bot: open ${server.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

// Errors may quote what she wrote, so only their kind is told. A promise that nobody waited for harms no other turn.
function surviveSlips(log: Log): void {
  const kind = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error);
  process.on('unhandledRejection', (error) => log('process.unhandledRejection', { kind: kind(error) }));
  process.on('uncaughtException', (error) => {
    log('process.uncaughtException', { kind: kind(error) });
    process.exit(1);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bot could not start.'}\n`);
  process.exitCode = 1;
});
