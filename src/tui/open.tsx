import { App } from './app';
import type { Board } from './board';
import { makeCanvas, sizeOf, type Canvas, type Streams } from './canvas';
import { faultFrom, makeEffects, type Effects } from './effects';
import { listenForKeys } from './input';
import { makePace } from './pace';
import { press, type Effect } from './press';
import { reduce, type Action } from './reduce';
import { makeReader, type Reader } from './reload';
import { makeScreen, type Screen } from './screen';
import { firstState, type State } from './state';
import { makeTheme, type Theme } from './theme';

const tickMs = 1000;
/** Bars and minutes are drawn anew this often if nothing else happens. */
const minutesMs = 20_000;

/** Shows the view until the person quits; the screen is the shell's again when this settles. */
export function openView(board: Board, streams: Streams): Promise<void> {
  return new Promise((resolve, reject) => {
    new Showing(board, streams, (error) => (error === undefined ? resolve() : reject(error))).start();
  });
}

class Showing {
  private readonly board: Board;
  private readonly streams: Streams;
  private readonly settle: (error?: Error) => void;
  private readonly theme: Theme;
  private readonly screen: Screen;
  private readonly canvas: Canvas;
  private readonly reader: Reader;
  private readonly effects: Effects;
  private readonly pace = makePace(() => this.guard(() => this.draw()));
  private state: State;
  private drawnAt = 0;
  private ticking: NodeJS.Timeout | undefined;
  private deafen: (() => void) | undefined;
  private over = false;

  constructor(board: Board, streams: Streams, settle: (error?: Error) => void) {
    this.board = board;
    this.streams = streams;
    this.settle = settle;
    this.theme = makeTheme(board);
    this.screen = makeScreen(streams.stdout, board.ascii);
    const { screen, restore, end, dispatch } = this;
    const now = () => board.now();
    this.canvas = makeCanvas({ streams, screen, now, ended: end, restore });
    this.state = firstState(sizeOf(streams), now());
    this.reader = makeReader({ board, loaded: (loaded) => dispatch({ type: 'loaded', loaded }), failed: this.unread });
    this.effects = makeEffects({ board, dispatch, reload: () => this.reader.reload() });
  }

  start(): void {
    const { stdin, stdout } = this.streams;
    if (this.board.signal.aborted) this.end();
    this.guard(() => {
      if (this.over) return;
      this.board.signal.addEventListener('abort', this.quit);
      stdout.on('resize', this.resized).on('error', this.quit);
      // A terminal that is gone.
      stdin.on('end', this.quit).on('error', this.quit);
      this.screen.enter();
      this.listen();
      this.draw();
      void this.reader.reload();
      this.ticking = setInterval(() => this.guard(this.tick), tickMs);
    });
  }

  private readonly dispatch = (action: Action): void => {
    if (this.over) return;
    this.state = reduce(this.state, action, this.board.now());
    this.pace.soon();
  };

  private readonly unread = (error: unknown): void => {
    const { message, hint } = faultFrom(error);
    const text = hint === undefined ? message : `${message}; ${hint}`;
    // Where there is nothing to show at all, it is for the one who opened the view to tell.
    if (this.state.loading) this.end(error);
    else this.dispatch({ type: 'said', message: { text, tone: 'bad' } });
  };

  private readonly tick = (): void => {
    const { state: before } = this;
    this.state = reduce(before, { type: 'tick' }, this.board.now());
    const { shown, message, now } = this.state;
    const same = shown === before.shown && message === before.message;
    if (same && Math.abs(now - this.drawnAt) < minutesMs) this.canvas.tick();
    else this.pace.soon();
    this.reader.check(this.state.outdated);
  };

  private readonly resized = (): void => {
    this.screen.forget();
    this.guard(() => this.dispatch({ type: 'sized', size: sizeOf(this.streams) }));
  };

  private readonly pressed = (keys: readonly string[]): void => {
    for (const key of keys) {
      if (this.over) return;
      const { state, effect } = press(this.state, key);
      this.state = state;
      if (effect !== undefined) this.perform(effect);
    }
    if (!this.over) this.pace.soon();
  };

  private perform(effect: Effect): void {
    if (effect.name === 'quit') this.end();
    else if (effect.name === 'redraw') this.screen.forget();
    else if (effect.name === 'suspend') this.suspend().catch(this.end);
    else this.effects.perform(effect);
  }

  /** The shell has the terminal until the process goes on. */
  private async suspend(): Promise<void> {
    if (this.board.suspend === undefined) return;
    this.restore();
    await this.board.suspend();
    if (this.over) return;
    this.screen.enter();
    this.listen();
    this.dispatch({ type: 'sized', size: sizeOf(this.streams) });
  }

  private listen(): void {
    this.deafen = listenForKeys(this.streams.stdin, (keys) => this.guard(() => this.pressed(keys)));
  }

  private draw(): void {
    const { state, theme, board } = this;
    this.drawnAt = state.now;
    this.canvas.draw(<App state={state} theme={theme} configPath={board.configPath} />);
  }

  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.end(error);
    }
  }

  private readonly quit = (): void => this.end();

  private readonly restore = (): void => {
    this.deafen?.();
    this.deafen = undefined;
    this.screen.leave();
  };

  private readonly end = (error?: unknown): void => {
    if (this.over) return;
    this.over = true;
    clearInterval(this.ticking);
    this.pace.stop();
    this.restore();
    this.board.signal.removeEventListener('abort', this.quit);
    this.streams.stdout.off('resize', this.resized);
    this.streams.stdin.off('end', this.quit);
    this.canvas.close();
    this.effects.end();
    if (error === undefined) this.settle();
    else this.settle(error instanceof Error ? error : new Error(faultFrom(error).message));
  };
}
