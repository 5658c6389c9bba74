import type { State } from '../core/view';

/** Of the 16 base colours those that stand out on light and on dark; the palette is the terminal's own. */
type Color = 'green' | 'yellow' | 'magenta' | 'red' | 'cyan';

export interface Style {
  readonly color?: Color;
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
}

/** What a text is, as the components name it. */
export const looks = {
  plain: {},
  title: { bold: true },
  faint: { dimColor: true },
  key: { bold: true },
  typed: { inverse: true },
  pointer: { color: 'cyan', bold: true },
  good: { color: 'green', bold: true },
  bad: { color: 'red', bold: true },
} as const satisfies Record<string, Style>;

export type Look = keyof typeof looks;

/** How a row stands: a state, or what is being done with it. */
export type Standing = State | 'busy';

export interface Sign {
  readonly sign: string;
  readonly ascii: string;
  /** For the sign and the bar: words keep the terminal's own colour, which is always legible. */
  readonly color?: Color;
  /** Of the word. */
  readonly look: Look;
}

/** Every state's sign; its word is its name. */
export const signs: Readonly<Record<Standing, Sign>> = {
  fresh: { sign: '●', ascii: '*', color: 'green', look: 'plain' },
  ageing: { sign: '◐', ascii: '+', color: 'yellow', look: 'plain' },
  stale: { sign: '○', ascii: 'o', color: 'yellow', look: 'plain' },
  'needs you': { sign: '!', ascii: '!', color: 'magenta', look: 'title' },
  'never asked': { sign: '·', ascii: '-', look: 'faint' },
  failed: { sign: '✗', ascii: 'x', color: 'red', look: 'title' },
  busy: { sign: '↻', ascii: '~', color: 'cyan', look: 'plain' },
};

const characters = {
  pointer: ['›', '>'],
  left: ['━', '='],
  gone: ['─', '-'],
  rule: ['─', '-'],
  dot: ['·', '-'],
  hint: ['→', '->'],
  cut: ['…', '.'],
  masked: ['•', '*'],
} as const;

const keyNames: Readonly<Record<string, readonly [string, string]>> = {
  up: ['↑', 'Up'],
  down: ['↓', 'Down'],
  pageup: ['PgUp', 'PgUp'],
  pagedown: ['PgDn', 'PgDn'],
  home: ['Home', 'Home'],
  end: ['End', 'End'],
  enter: ['Enter', 'Enter'],
  escape: ['Esc', 'Esc'],
  backspace: ['Backspace', 'Backspace'],
  ' ': ['Space', 'Space'],
};

export interface Theme {
  readonly style: (look: Look) => Style;
  readonly sign: (standing: Standing) => { readonly text: string; readonly style: Style };
  readonly character: (name: keyof typeof characters) => string;
  readonly key: (key: string) => string;
}

export function makeTheme({ color, ascii = false }: { color: boolean; ascii?: boolean | undefined }): Theme {
  const column = ascii ? 1 : 0;
  const seen = ({ color: named, ...rest }: Style): Style =>
    color && named !== undefined ? { ...rest, color: named } : rest;
  return {
    style: (look) => seen(looks[look]),
    sign: (standing) => {
      const { sign, ascii: plain, color: named } = signs[standing];
      return { text: ascii ? plain : sign, style: seen(named === undefined ? {} : { color: named }) };
    },
    character: (name) => characters[name][column],
    key: (key) =>
      keyNames[key]?.[column] ?? key.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`),
  };
}
