import { describe, expect, test } from '@jest/globals';
import { changed, linesOf, linesOfProfile } from '../../src/config/lines';
import { sharedTexts } from '../support/shared-texts';

const texts = Object.entries(sharedTexts).flatMap<[string, string]>(([name, { config, credentials = '' }]) => [
  [`config: ${name}`, config],
  [`credentials: ${name}`, credentials],
]);

describe('lines', () => {
  test.each([...texts, ['nothing', ''], ['line feeds', '\n\r\n\n'], ['a lone return', 'a\rb\r\nc']])(
    'joined again are the same text: %s',
    (_, text) => {
      const lines = linesOf(text);
      expect(lines.map((line) => line.text + line.end).join('')).toBe(text);
      expect(changed(lines, [])).toBe(text);
    },
  );

  test.each([
    ['[profile a]', 'header', 'profile a', undefined],
    ['  [ profile\t"a b" ] ; c', 'header', 'profile a%20b', undefined],
    ['[profile a', 'bad header', undefined, undefined],
    ['# role_arn = x', 'blank or comment', 'before', undefined],
    [' \t', 'blank or comment', 'before', undefined],
    [' role_arn = x', 'continuation', 'before', undefined],
    ['Role_ARN\t= x=y # c', 'property', 'before', { key: 'role_arn', value: 'x=y' }],
    ['nothing', 'property', 'before', undefined],
  ])('knows %j for a %s', (...[text, kind, section, property]) => {
    const [, line] = linesOf(`[before]\n${text}`);
    expect([line?.kind, line?.section, line?.property]).toEqual([kind, section, property]);
  });

  test('count for nothing before the first header, and behind one that is none', () => {
    const lines = linesOf('a = 1\n[b]\nc = 2\n[d\ne = 3\n');
    expect(lines.map(({ section }) => section)).toEqual([undefined, 'b', 'b', undefined, undefined]);
  });

  test('know a header behind a byte order mark, which stays', () => {
    expect(linesOf('\uFEFF[a]\nb = c')).toMatchObject([{ text: '\uFEFF[a]', section: 'a' }, { section: 'a' }]);
  });
});

describe('the lines of a profile', () => {
  const places = (text: string, file: 'config' | 'credentials', name: string) =>
    linesOfProfile(linesOf(text), file, name).map(({ at }) => at);

  test('are those of all its sections', () => {
    expect(places('[profile a]\nx = 1\n[profile b]\n[a]\n[profile a]\n', 'config', 'a')).toEqual([0, 1, 4]);
  });

  test('stand below the bare name in the credentials file', () => {
    expect(places('[profile a]\n[a]\nx = 1', 'credentials', 'a')).toEqual([1, 2]);
  });

  test('stand below either name for the default profile of the config file', () => {
    const text = '[default]\n[profile default]\n[b]';
    expect([places(text, 'config', 'default'), places(text, 'credentials', 'default')]).toEqual([[0, 1], [0]]);
  });
});

describe('changes', () => {
  test.each([
    ['end as the line they follow', 'a\r\nb\n', [{ at: 1, removed: [], added: ['x'] }], 'a\r\nx\r\nb\n'],
    ['end as the line they replace', 'a\nb\r\n', [{ at: 1, removed: ['b'], added: ['x', 'y'] }], 'a\nx\r\ny\r\n'],
    ['leave a file without an end without one', 'a\r\nb', [{ at: 2, removed: [], added: ['x'] }], 'a\r\nb\r\nx'],
    ['take the end of the last line along', 'a\nb', [{ at: 1, removed: ['b'], added: [] }], 'a'],
    ['give a file of one line a line feed', 'a', [{ at: 1, removed: [], added: ['x'] }], 'a\nx'],
    [
      'are made in order, what only adds before what replaces',
      'a\nb\nc\n',
      [
        { at: 2, removed: ['c'], added: ['z'] },
        { at: 1, removed: ['b'], added: ['y'] },
        { at: 1, removed: [], added: ['x'] },
      ],
      'a\nx\ny\nz\n',
    ],
  ])('%s', (...[, before, changes, after]) => {
    expect(changed(linesOf(before), changes)).toBe(after);
  });
});
