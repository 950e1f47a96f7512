import type { Activity } from 'botbuilder';
import type { DirectLineOptions } from './options';
import type { DirectLineLimits } from './limits';
import type { Sockets } from './sockets';

/** An activity as it was shown, with its number unless it could not be logged. */
export interface Published {
  sequence: number | undefined;
  activity: Partial<Activity>;
}

/** Logs activities and shows them to the client at once, in one order. */
export interface Transcript {
  /** Logs and shows an activity. If the log fails, it is shown to who is connected: urgent advice must not wait. */
  publish(conversationId: string, activity: Partial<Activity>): Published;
  /** Shows an activity to who is connected now, a typing indicator for one; it leaves no trace. */
  show(conversationId: string, activity: Partial<Activity>): Published;
}

// Web Chat sorts by "webchat:sequence-id"; the gap leaves room for typing indicators, which have no number.
const SPACING = 1000;

/** The id of an activity: "<conversation>|0000007". */
export function activityId(conversationId: string, sequence: number): string {
  return `${conversationId}|${String(sequence).padStart(7, '0')}`;
}

/** What goes over the wire after these activities; the client asks for more from the watermark on. */
export function activitySet(
  activities: object[],
  watermark: number,
): { activities: object[]; watermark: string } {
  return { activities, watermark: String(watermark) };
}

/** The transcript of every conversation: the log for who comes back, the socket for who is here. */
export function createTranscript(
  { log, now, onError }: Pick<DirectLineOptions, 'log' | 'now' | 'onError'>,
  sockets: Pick<Sockets, 'push'>,
  limits: Pick<DirectLineLimits, 'log'>,
): Transcript {
  let shown = 0;

  function attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch {
      onError('directLine.logFailed');
      return undefined;
    }
  }

  function show(conversationId: string, activity: Partial<Activity>): Published {
    const last = log.last(conversationId);
    const place = 1 + (shown++ % (SPACING - 1));
    const id = `${activityId(conversationId, last)}.${place}`;
    const stamped = { ...numbered(activity, last * SPACING + place), id, timestamp: new Date(now()) };
    sockets.push(conversationId, activitySet([visible(stamped)], last));
    return { sequence: undefined, activity: stamped };
  }

  function publish(conversationId: string, activity: Partial<Activity>): Published {
    const timestamp = new Date(now());
    const stamped = (sequence: number): Partial<Activity> => ({
      ...numbered(activity, sequence * SPACING),
      id: activityId(conversationId, sequence),
      timestamp,
    });
    const sequence = attempt(() => log.append(conversationId, (next) => visible(stamped(next))));
    if (sequence === undefined) return show(conversationId, activity);
    attempt(() => log.trim(conversationId, limits.log));
    sockets.push(conversationId, activitySet([visible(stamped(sequence))], sequence));
    return { sequence, activity: stamped(sequence) };
  }

  return { publish, show };
}

function numbered(activity: Partial<Activity>, sequenceId: number): Partial<Activity> {
  const given: unknown = activity.channelData;
  const channelData = typeof given === 'object' ? given : {};
  return { ...activity, channelData: { ...channelData, 'webchat:sequence-id': sequenceId } };
}

// Where the bot answers to is nothing a client needs; JSON leaves out what is undefined.
function visible(activity: Partial<Activity>): object {
  return { ...activity, serviceUrl: undefined, callerId: undefined };
}
