/** The client library's client, with nothing shown to the user but what is said elsewhere. */

import { workspace } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  type ErrorHandler,
  LanguageClient,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient/node';
import type { Channels } from './log';
import type { Program } from './program';
import { ruleUrl } from './rules';

/** The languages, where their files are: in a folder, not saved yet, or in a repository elsewhere. */
export const DOCUMENTS = ['spacefile', 'spaceignore'].flatMap((language) =>
  ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ language, scheme })),
);

/** How often a server that ends unasked is started again within three minutes. */
const RESTARTS = 4;

/** Its failures go to the log only: who starts it shows them, with something to do about it. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * @param lost called when the server ended unasked and is not started again
 */
export function createClient(
  program: Program,
  channels: Channels,
  lost: (reason: string) => void,
): LanguageClient {
  let answered = false;
  const closed = async (): Promise<CloseHandlerResult> => {
    if (!answered) {
      // It can't be started; `start` fails.
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    const { action } = await limits.closed();
    if (action === CloseAction.DoNotRestart) {
      lost(`It ended unasked ${String(RESTARTS + 1)} times within three minutes.`);
    }
    return { action, handled: true };
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
      }),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (error, message, count) => limits.error(error, message, count),
        closed,
      },
    },
  );
  const limits: ErrorHandler = client.createDefaultErrorHandler(RESTARTS);
  client.onDidChangeState(({ newState }) => {
    answered ||= newState === State.Running;
  });
  return client;
}
