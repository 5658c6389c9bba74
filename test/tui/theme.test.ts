import { describe, expect, test } from '@jest/globals';
import { looks, makeTheme, signs, type Look, type Standing, type Style } from '../../src/tui/theme';

const standings = Object.keys(signs) as Standing[];
const styles: readonly Style[] = [...Object.values(looks), ...Object.values(signs)];

describe('what stands for a state', () => {
  test.each([false, true])('is a sign of its own, one column wide (ascii: %s)', (ascii) => {
    const texts = standings.map((standing) => makeTheme({ color: true, ascii }).sign(standing).text);
    expect(new Set(texts).size).toBe(standings.length);
    expect(texts.every((text) => text.length === 1)).toBe(true);
  });

  test('is ASCII where the locale has nothing else', () => {
    const theme = makeTheme({ color: true, ascii: true });
    const characters = ['pointer', 'left', 'gone', 'rule', 'hint', 'masked'] as const;
    const keys = ['up', 'down', 'pageup', 'enter', 'escape', 'ctrl-c', ' '].map(theme.key);
    const all = [
      ...standings.map((standing) => theme.sign(standing).text),
      ...characters.map(theme.character),
      ...keys,
    ];
    expect(all.join('')).toMatch(/^[ -~]+$/);
  });
});

describe('colours', () => {
  test('are base colours that are seen on light and on dark: no white, black or grey', () => {
    const used = new Set(styles.flatMap(({ color }) => (color === undefined ? [] : [color])));
    expect([...used].sort()).toEqual(['cyan', 'green', 'magenta', 'red', 'yellow']);
  });

  test("are never those of the state's word, which has to be legible anywhere", () => {
    const theme = makeTheme({ color: true });
    expect(standings.filter((standing) => 'color' in theme.style(signs[standing].look))).toEqual([]);
  });

  test('are gone where none are wanted, and bold stays', () => {
    const theme = makeTheme({ color: false });
    const all = [
      ...(Object.keys(looks) as Look[]).map(theme.style),
      ...standings.map((name) => theme.sign(name).style),
    ];
    expect(all.filter((style) => 'color' in style)).toEqual([]);
    expect(theme.style('bad')).toEqual({ bold: true });
  });
});

test.each([
  ['up', '↑'],
  ['pagedown', 'PgDn'],
  ['ctrl-c', 'Ctrl-C'],
  ['j', 'j'],
  ['G', 'G'],
])('the key %s is written %s', (key, written) => {
  expect(makeTheme({ color: true }).key(key)).toBe(written);
});
