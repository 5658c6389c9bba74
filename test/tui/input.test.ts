import { describe, expect, test } from '@jest/globals';
import { decodeKeys, listenForKeys } from '../../src/tui/input';
import { FakeTerminal } from './stage';
import { until } from '../support/waiting';

const esc = '\u001b';

describe('keys', () => {
  test.each([
    ['j', ['j']],
    ['jjj', ['j', 'j', 'j']],
    [`${esc}[A${esc}[B`, ['up', 'down']],
    [`${esc}OA${esc}OB`, ['up', 'down']],
    [`${esc}[5~${esc}[6~`, ['pageup', 'pagedown']],
    [`${esc}[H${esc}[F${esc}[1~${esc}[4~${esc}OH`, ['home', 'end', 'home', 'end', 'home']],
    [`${esc}[1;5A`, ['up']],
    ['\r\n', ['enter', 'enter']],
    ['\u007f\b', ['backspace', 'backspace']],
    ['\u0003\u001a\f', ['ctrl-c', 'ctrl-z', 'ctrl-l']],
    [`${esc}/`, ['escape', '/']],
    [`${esc}${esc}[A`, ['escape', 'up']],
    ['日本é😀', ['日', '本', 'é', '😀']],
    [`${esc}[200~x${esc}[I\u0000\u009b`, ['x']],
  ])('%j is %j', (text, keys) => {
    expect(decodeKeys(text)).toEqual({ keys, rest: '' });
  });

  test.each([esc, `${esc}[`, `${esc}[1;5`, `${esc}O`])('%j may be the beginning of one', (text) => {
    expect(decodeKeys(`j${text}`)).toEqual({ keys: ['j'], rest: text });
  });
});

describe('a terminal', () => {
  function listening() {
    const terminal = new FakeTerminal();
    const heard: string[] = [];
    const stop = listenForKeys(terminal.stdin, (keys) => heard.push(...keys));
    return { terminal, heard, stop };
  }

  test('may send a key in pieces', async () => {
    const { terminal, heard, stop } = listening();
    terminal.type(`j${esc}`);
    await until(() => heard.length > 0, 'the first key');
    terminal.type('[A');
    await until(() => heard.length > 1, 'the second key');
    expect(heard).toEqual(['j', 'up']);
    stop();
  });

  test('is taken at its word when nothing follows Escape', async () => {
    const { terminal, heard, stop } = listening();
    terminal.type(esc);
    await until(() => heard.length > 0, 'the key');
    expect(heard).toEqual(['escape']);
    stop();
  });

  test('is in raw mode while it is listened to', () => {
    const { terminal, stop } = listening();
    expect(terminal.isRaw).toBe(true);
    stop();
    expect(terminal.isRaw).toBe(false);
  });
});
