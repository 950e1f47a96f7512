import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const SIDE_FILES = ['', '-wal', '-shm'];

/** The one form of every complaint about the state file: value, reason, way out. */
export function stateFileError(file: string, reason: string, wayOut: string, cause?: unknown): Error {
  return new Error(`Cannot open STATE_FILE "${file}": ${reason}. ${wayOut}`, { cause });
}

/** Makes the state file if it is missing, readable by its owner only; SQLite gives its side files the same mode. */
export function createStateFile(file: string): void {
  const folder = dirname(resolve(file));
  if (!existsSync(folder))
    throw stateFileError(
      file,
      `the folder "${folder}" does not exist`,
      'Create the folder, or set STATE_FILE to a file in a folder that exists.',
    );
  if (existsSync(file) && !statSync(file).isFile())
    throw stateFileError(file, 'it is not a file', 'Set STATE_FILE to the name of a file, not of a folder.');
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw stateFileError(
      file,
      'it cannot be written',
      'Let the user who runs the bot own the file and its folder.',
      error,
    );
  }
}

/** Takes a file made under a wider umask, or copied from a backup, back to its owner alone. */
export function protectStateFile(file: string): void {
  for (const name of SIDE_FILES.map((side) => file + side)) {
    if (!existsSync(name) || (statSync(name).mode & 0o077) === 0) continue;
    try {
      chmodSync(name, 0o600);
    } catch (error) {
      throw stateFileError(
        file,
        `others can read "${name}", and its mode cannot be changed`,
        'Let the user who runs the bot own the file, or run chmod 600 on it.',
        error,
      );
    }
  }
}
