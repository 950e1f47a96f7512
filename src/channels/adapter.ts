import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import { ClaimsIdentity, ConnectorFactory, type ConnectorClient } from 'botframework-connector';
import type { MicrosoftApp } from '../config';

/** Takes the bot's activities where a conversation has no service to call. */
export type SendLocally = (activities: Partial<Activity>[]) => Promise<ResourceResponse[]>;

/** The ordinary CloudAdapter, which can also run a turn in this process, without an HTTP call in between. */
export class BotAdapter extends CloudAdapter {
  constructor(app: MicrosoftApp | undefined) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        app && {
          MicrosoftAppId: app.id,
          MicrosoftAppType: app.type,
          ...(app.password !== undefined && { MicrosoftAppPassword: app.password }),
          ...(app.tenantId !== undefined && { MicrosoftAppTenantId: app.tenantId }),
        },
      ),
    );
  }

  /**
   * Runs one turn; `send` gets what is not buffered for an `expectReplies` answer. This is the hook that the SDK
   * uses for its own streaming transport.
   */
  async runLocally(
    activity: Activity,
    send: SendLocally,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const connectorFactory = inProcess(send);
    return this.processActivity(
      { audience: 'urn:local', claimsIdentity: new ClaimsIdentity([], false), connectorFactory },
      activity,
      logic,
    );
  }

  /** Runs one turn for whoever the token in `authorization` proves to be. Throws an AuthenticationError otherwise. */
  runForMicrosoft(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

class InProcess extends ConnectorFactory {
  constructor(private readonly client: ConnectorClient) {
    super();
  }

  override create(): Promise<ConnectorClient> {
    return Promise.resolve(this.client);
  }
}

function inProcess(send: SendLocally): ConnectorFactory {
  const one = async (activity: Partial<Activity>): Promise<ResourceResponse> =>
    (await send([activity]))[0] ?? { id: '' };
  const nothing = (): Promise<ResourceResponse> => Promise.resolve({ id: '' });
  const conversations = {
    sendToConversation: (_conversation: string, activity: Partial<Activity>) => one(activity),
    replyToActivity: (_conversation: string, _id: string, activity: Partial<Activity>) => one(activity),
    updateActivity: nothing,
    deleteActivity: nothing,
  };
  // Only these methods are ever called on it: the bot sends, and asks nothing of the channel.
  const client = { conversations } as unknown as ConnectorClient;
  return new InProcess(client);
}
