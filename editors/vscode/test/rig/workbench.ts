/** A VS Code as a person has it: what is shown, and what can be done with the keyboard. */

import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openCode } from './browser';
import { type CodeServer, type Options, startCodeServer } from './code-server';
import { until } from './until';

export interface Setup extends Options {
  readonly folder: string;
}

export class Workbench {
  readonly page: Page;
  readonly server: CodeServer;

  private constructor(page: Page, server: CodeServer) {
    this.page = page;
    this.server = server;
  }

  /** Starts one, does something with it and ends it; a failure leaves a picture. */
  static async use(
    browser: Browser,
    setup: Setup,
    act: (workbench: Workbench) => Promise<void>,
  ): Promise<void> {
    const server = await startCodeServer(setup);
    try {
      const page = await openCode(browser, server, { folder: setup.folder });
      const workbench = new Workbench(page, server);
      try {
        await page.locator('.monaco-workbench .part.editor').waitFor();
        await act(workbench);
      } catch (error) {
        const file = path.join(import.meta.dirname, 'failed.png');
        await page.screenshot({ path: file });
        throw new Error(`see ${file}\n${await server.log()}`, { cause: error });
      } finally {
        await page.context().close();
      }
    } finally {
      await server.stop();
    }
  }

  /** Runs a command by its name in the palette. */
  async command(title: string): Promise<void> {
    await this.#quickInput('F1', `>${title}`, title);
  }

  /** Opens a file by a part of its path. */
  async open(file: string): Promise<void> {
    await this.#quickInput('Control+P', file, path.basename(file));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
    await this.editor.waitFor();
  }

  /** Closes the active tab, by the mouse: the browser keeps the keys for itself. */
  async close(): Promise<void> {
    const name = await this.page.locator('.tab.active').getAttribute('data-resource-name');
    const tab = this.page.locator(`.tab[data-resource-name="${name ?? ''}"]`);
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
  }

  get editor(): Locator {
    return this.page.locator('.editor-instance .view-lines').first();
  }

  /** @param line counted from 1, as `column` */
  async goTo(line: number, column: number): Promise<void> {
    const { page } = this;
    await page
      .locator('.editor-instance .view-lines')
      .first()
      .click({ position: { x: 300, y: 5 } });
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-widget input').first();
    await input.fill(`:${String(line)}:${String(column)}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the cursor until it says this: its parts come one after the other. */
  async hover(says: RegExp): Promise<void> {
    const hover = this.page.locator('.monaco-hover:not(.hidden)').first();
    await this.#press(['Control+K', 'Control+I'], hover.locator('.hover-contents').first());
    await until(`the hover says ${String(says)}`, async () =>
      says.test(plain(await hover.innerText())),
    );
  }

  /** The quick fixes at the cursor; the menu stays open. */
  async quickFixes(): Promise<string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await this.#press(['Control+.'], rows.first());
    return (await rows.allInnerTexts()).map(plain);
  }

  /** Picks one in the open menu, by keyboard: something in front of it takes the clicks. */
  async pickFix(title: string): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused');
    const first = plain(await focused.innerText());
    while (plain(await focused.innerText()) !== title) {
      await this.page.keyboard.press('ArrowDown');
      if (plain(await focused.innerText()) === first) {
        throw new Error(`there is no fix ${title}`);
      }
    }
    await this.page.keyboard.press('Enter');
    await this.page.locator('.action-widget').waitFor({ state: 'hidden' });
  }

  /** What is offered to be written at the cursor; the list stays open. */
  async completions(): Promise<string[]> {
    const labels = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await this.#press(['Control+Space'], labels.first());
    return labels.allInnerTexts();
  }

  /** The lines that are seen; the browser writes their blanks as non-breaking ones. */
  text(): Promise<string> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.editor-instance .view-line')]
        .sort((one, other) => one.offsetTop - other.offsetTop)
        .map((line) => line.textContent.replaceAll('\u00a0', ' '))
        .join('\n'),
    );
  }

  async waitForText(text: string): Promise<void> {
    await until(`"${text}" is shown`, async () => (await this.text()).includes(text));
  }

  squiggles(kind: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  /** What the Problems view lists. */
  async problems(): Promise<string[]> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map(plain);
  }

  /** The notifications that came up. */
  async notifications(): Promise<string[]> {
    const shown = await this.page.locator('.notification-toast').allInnerTexts();
    return shown.map(plain);
  }

  /** How long VS Code says that an extension took to activate, in milliseconds. */
  async activation(name: string): Promise<number> {
    await this.command('Developer: Show Running Extensions');
    // The list has only the rows that are in sight.
    const size = this.page.viewportSize();
    await this.page.setViewportSize({ width: 1120, height: 3000 });
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: name });
    const time = await until('the time is shown', async () =>
      /Activation: (?:Startup Activation: )?(\d+)ms/.exec(plain(await row.first().innerText())),
    );
    await this.close();
    await (size && this.page.setViewportSize(size));
    return Number(time[1]);
  }

  /** Presses keys until something is shown: what has just come up may not take them yet. */
  async #press(keys: readonly string[], shown: Locator): Promise<void> {
    await until(`${keys.join(' ')} shows something`, async () => {
      for (const key of keys) {
        await this.page.keyboard.press(key);
      }
      return isShown(shown);
    });
  }

  async #quickInput(key: string, text: string, row: string): Promise<void> {
    const { page } = this;
    const widget = page.locator('.quick-input-widget');
    const found = widget.locator('.monaco-list-row', { hasText: row }).first();
    // Right after the start, lists are empty and stay so until they are asked for again.
    await until(`${row} is listed`, async () => {
      await page.keyboard.press(key);
      await widget.locator('input').first().fill(text);
      const listed = await isShown(found);
      if (!listed) {
        await page.keyboard.press('Escape');
      }
      return listed;
    });
    await page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }
}

/** A text as it is read: in one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether something is shown soon; asking again is cheaper than waiting for long. */
function isShown(what: Locator): Promise<boolean> {
  return what.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}
