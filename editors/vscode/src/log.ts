/** Where things are written down for those who look for a fault. */

import { type Disposable, type LogOutputChannel, window } from 'vscode';

export class Channels implements Disposable {
  /** What the server and the extension do. */
  readonly log: LogOutputChannel = window.createOutputChannel('Spacefile', { log: true });
  /** Every message between them, if `spacefile.trace.server` asks for it. */
  readonly trace: LogOutputChannel = window.createOutputChannel('Spacefile Trace', { log: true });

  dispose(): void {
    this.log.dispose();
    this.trace.dispose();
  }
}
