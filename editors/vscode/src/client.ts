/**
 * The client library's client, with nothing shown to the user but what is said elsewhere.
 *
 * This is the only module that needs the library when it is loaded, which takes longer than all the
 * rest: it is loaded once VS Code has gone on.
 */

import { workspace } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient/node';
import { DOCUMENTS } from './documents';
import type { Channels } from './log';
import type { Program } from './program';
import { ruleUrl } from './rules';

/** How often a server that ends unasked is started again within three minutes. */
const RESTARTS = 4;

/** Who wants to know what becomes of a server. */
export interface Listener {
  /** It is started, perhaps not for the first time. */
  starting(): void;
  running(version: string): void;
  /** It ended unasked, and is not started again. */
  lost(reason: string): void;
}

/** Its failures go to the log only: who starts it shows them, with something to do about it. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client that isn't started yet. `start` fails if the server can't be started or gives no answer. */
export function createClient(
  program: Program,
  channels: Channels,
  listener: Listener,
): LanguageClient {
  let starts = 0;
  const closed = async (): Promise<CloseHandlerResult> => {
    const { action } = await limits.closed();
    if (client.state === State.Running && action === CloseAction.Restart) {
      return { action, handled: true };
    }
    if (client.state === State.Running) {
      listener.lost(`It ended unasked ${String(RESTARTS + 1)} times within three minutes.`);
    } else if (starts > 1) {
      listener.lost('It ended unasked, and again when it was started anew.');
    }
    return { action: CloseAction.DoNotRestart, handled: true };
  };
  const { command } = program;
  const client: LanguageClient = new Client(
    'spacefile',
    'Spacefile',
    { command, args: ['--stdio'] },
    {
      documentSelector: DOCUMENTS,
      outputChannel: channels.log,
      traceOutputChannel: channels.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => ({
        ruleUrl: ruleUrl('{rule}'),
        rules: workspace.getConfiguration('spacefile').get('rules'),
        features: workspace.getConfiguration('spacefile').get('features'),
      }),
      initializationFailedHandler: () => false,
      errorHandler: {
        // What can't be written or read is no reason to stop: if the server has ended, that is told, too.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed,
      },
    },
  );
  client.registerFeature({
    // The server gives keys whose values are offered next a command that offers them.
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { commands: { commands: ['editor.action.triggerSuggest'] } };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  const limits: ErrorHandler = client.createDefaultErrorHandler(RESTARTS);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) {
      listener.running(client.initializeResult?.serverInfo?.version ?? 'of an unknown version');
    } else if (newState === State.Starting) {
      starts += 1;
      listener.starting();
    }
  });
  return client;
}
