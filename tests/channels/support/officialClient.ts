import type { Activity } from 'botbuilder';
import { DirectLine, type ConnectionStatus, type DirectLineOptions, type Services } from 'directlinejs';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';

Object.assign(globalThis, { XMLHttpRequest, WebSocket });

/** The client Web Chat uses, keeping all it receives. It waits some milliseconds, not seconds, to reconnect. */
export function connect(options: DirectLineOptions & Partial<Services>) {
  const client = new DirectLine({ random: () => -0.2495, ...options });
  const received: Partial<Activity>[] = [];
  const waiting: (() => void)[] = [];
  const subscription = client.activity$.subscribe((activity) => {
    received.push(activity as unknown as Partial<Activity>);
    waiting.splice(0).forEach((resume) => resume());
  });

  /** Resolves as soon as this many activities pass. */
  async function until(count: number, isMeant: (activity: Partial<Activity>) => boolean): Promise<void> {
    while (received.filter(isMeant).length < count)
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
  }

  return {
    received,
    until,
    untilText: (text: string) => until(1, (activity) => activity.text === text),
    texts: () => received.filter(({ type }) => type === 'message').map(({ text }) => text),
    untilStatus: (status: ConnectionStatus) =>
      new Promise<void>((resolve) => {
        client.connectionStatus$
          .filter((current) => current === status)
          .take(1)
          .subscribe(() => resolve());
      }),
    post: (text: string, clientActivityID = 'client-1'): Promise<unknown> =>
      client
        .postActivity({ type: 'message', from: { id: 'me' }, text, channelData: { clientActivityID } })
        .toPromise(),
    end: (): void => {
      subscription.unsubscribe();
      client.end();
    },
  };
}
