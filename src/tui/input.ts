// What a terminal sends for keys: the sequences of xterm (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).

/** Keys by name, or the character itself; `rest` may be the beginning of one. */
export interface Decoded {
  readonly keys: readonly string[];
  readonly rest: string;
}

const sequences: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  H: 'home',
  F: 'end',
  M: 'enter',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '5~': 'pageup',
  '6~': 'pagedown',
};

const single: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

// eslint-disable-next-line no-control-regex -- keys are control characters
const whole = /^\u001b(?:\[([0-9;?]*)([@-~])|O([@-~]))/;
// eslint-disable-next-line no-control-regex -- as above
const begun = /^\u001b(?:\[[0-9;?]*|O)?$/;

function keyOf(character: string): string | undefined {
  const known = single[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 1 && code <= 26) return `ctrl-${String.fromCharCode(code + 96)}`;
  return code < 32 || (code > 126 && code < 160) ? undefined : character;
}

/** Modifiers (`1;5A`) are passed over: no key of ours has one. */
function keyOfSequence(numbers: string, final: string): string | undefined {
  return sequences[final === '~' ? `${numbers.split(';')[0] ?? ''}~` : final];
}

/** Over a slow line a sequence comes in pieces, and several keys come at once. */
export function decodeKeys(text: string): Decoded {
  const keys: string[] = [];
  let rest = text;
  while (rest !== '') {
    if (begun.test(rest)) return { keys, rest };
    const [sequence = '', numbers = '', final, ss3] = whole.exec(rest) ?? [];
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const lone = character === '\u001b' ? 'escape' : keyOf(character);
    const key = sequence === '' ? lone : keyOfSequence(numbers, final ?? ss3 ?? '');
    if (key !== undefined) keys.push(key);
    rest = rest.slice(sequence === '' ? character.length : sequence.length);
  }
  return { keys, rest };
}

/** How long the rest of a sequence may take before its beginning counts as the Escape key. */
const patienceMs = 60;

/** Gives keys as they are typed; `stop` ends that. */
export function listenForKeys(stdin: NodeJS.ReadStream, press: (keys: readonly string[]) => void): () => void {
  let rest = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    const keys = rest.startsWith('\u001b') ? ['escape'] : [];
    rest = '';
    press(keys);
  };
  const hear = (text: string): void => {
    clearTimeout(timer);
    const decoded = decodeKeys(rest + text);
    rest = decoded.rest;
    if (rest !== '') timer = setTimeout(flush, patienceMs);
    press(decoded.keys);
  };
  stdin.setEncoding('utf8');
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.on('data', hear);
  stdin.resume();
  return () => {
    clearTimeout(timer);
    stdin.off('data', hear);
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
  };
}
