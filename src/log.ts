/** What may stand in a log line besides the event: ids of content, counts and durations. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one structured line. Never hand it a message, a name, an id of a person or an error object. */
export type Log = (event: string, fields?: LogFields) => void;

/** JSON lines on standard error: standard output belongs to the address and to the tools. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (event, fields) =>
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...fields })}\n`);
}
