import { describe, expect, test } from '@jest/globals';
import { canonical, escapeName, unescapeValue } from '../../src/config/canonical';

/** Lines joined as a file, and what becomes of them. */
function lines(...text: string[]) {
  return canonical(text.join('\n'));
}

describe('canonical', () => {
  test.each<[string, string[], string[]]>([
    ['leaves a plain file as it is', ['[default]', 'region = eu-west-1'], ['[default]', 'region = eu-west-1']],
    [
      'trims around = and lowers keys',
      ['[default]', '  Region=eu-west-1  '.trimStart()],
      ['[default]', 'region = eu-west-1'],
    ],
    ['keeps what stands behind the first =', ['[default]', 'a=b=c = d'], ['[default]', 'a = b=c = d']],
    ['drops blank lines and comments', ['', '# c', '; c', '[default]', '   ', 'a = b'], ['[default]', 'a = b']],
    [
      'drops a comment behind a blank',
      ['[default]', 'a = b # c', 'd = e ; f', 'g = h\t# i'],
      ['[default]', 'a = b', 'd = e', 'g = h'],
    ],
    ['keeps # and ; inside a word', ['[default]', 'a = b#c', 'd = e;f'], ['[default]', 'a = b#c', 'd = e;f']],
    ['takes blanks inside the brackets away', ['[  profile   foo  ]', 'a = b'], ['[profile foo]', 'a = b']],
    ['takes a tab for a blank', ['[profile\tfoo]', 'a = b'], ['[profile foo]', 'a = b']],
    [
      'takes a comment behind a header away',
      ['[profile foo] # c', 'a = b', '[profile bar];c'],
      ['[profile foo]', 'a = b', '[profile bar]'],
    ],
    [
      'takes quotes round a name away',
      ['[profile "my profile"]', "[profile 'other one']"],
      ['[profile my%20profile]', '[profile other%20one]'],
    ],
    ['keeps a name with characters of its own', ['[profile a.b@c/d:e%f]'], ['[profile a%2Eb%40c%2Fd%3Ae%25f]']],
    [
      'keeps sections of other kinds',
      ['[sso-session dev]', '[services local]'],
      ['[sso-session dev]', '[services local]'],
    ],
    ['drops what stands before the first section', ['a = b', '[default]', 'c = d'], ['[default]', 'c = d']],
    ['drops what stands behind no header', ['[default', 'a = b', '[default]', 'c = d'], ['[default]', 'c = d']],
  ])('%s', (...[, before, after]) => {
    expect(lines(...before).text).toBe(after.join('\n'));
  });

  test('joins lines that go on, their own comments kept', () => {
    const { text } = lines('[default]', 'a = one', '  two # three', '\tfour;', 'b = c');
    const [header, joined, next] = text.split('\n');
    expect([header, next]).toEqual(['[default]', 'b = c']);
    expect(unescapeValue(joined ?? '')).toBe('a = one\ntwo # three\nfour;');
  });

  test('ends a value that goes on at the next section', () => {
    expect(lines('[profile a]', 'x = 1', '[profile b]', '  y = 2').sections.get('profile b')?.unreadable).toEqual([4]);
  });

  test('names nested properties after the empty one above them', () => {
    const { text, sections } = lines(
      '[services s]',
      'sts =',
      '  endpoint_url = http://a',
      's3 =',
      '  x = 1',
      '',
      '  y = 2',
    );
    expect(text).toBe('[services s]\nsts.endpoint_url = http://a\ns3.x = 1\ns3.y = 2');
    expect([...(sections.get('services s')?.keys ?? [])]).toEqual([
      ['sts', 2],
      ['sts.endpoint_url', 3],
      ['s3', 4],
      ['s3.x', 5],
      ['s3.y', 7],
    ]);
  });

  test('remembers keys with nothing behind them, until they get a value', () => {
    const { sections } = lines('[default]', 'a =', 'b = # only a comment', 'c =', 'c = 1');
    expect([...(sections.get('default')?.empty ?? [])]).toEqual(['a', 'b']);
  });

  test.each([
    ['a line without =', 'text'],
    ['a line without a key', '= text'],
    ['a blank key', ' = text'.trimStart()],
  ])('tells the number of %s', (_, line) => {
    expect(lines('[default]', 'a = b', line).sections.get('default')?.unreadable).toEqual([3]);
  });

  test('tells a nested line that is no property', () => {
    expect(lines('[default]', 's3 =', '  text').sections.get('default')?.unreadable).toEqual([3]);
  });

  test('tells headers that are none, by line', () => {
    expect(lines('[default', '[profile a] x', '[profile b]', '[]]').badHeaders).toEqual([1, 2, 4]);
  });

  test('counts lines the same with CRLF, and passes over a BOM', () => {
    const { text, sections } = canonical('\uFEFF[default]\r\n\r\nregion = eu-west-1\r\nbad\r\n');
    expect(text).toBe('[default]\nregion = eu-west-1');
    expect(sections.get('default')).toMatchObject({ line: 1, unreadable: [4] });
    expect(sections.get('default')?.keys.get('region')).toBe(3);
  });

  test('keeps the line of the last of two equal keys, in sections that stand twice', () => {
    const { sections } = lines('[profile a]', 'x = 1', '[profile b]', '[profile a]', 'x = 2', 'y = 3');
    expect(sections.get('profile a')).toMatchObject({ line: 1 });
    expect([...(sections.get('profile a')?.keys ?? [])]).toEqual([
      ['x', 5],
      ['y', 6],
    ]);
  });

  test('keeps what stands below a name that the parser forbids under that name, escaped', () => {
    const { text } = lines('[profile a]', 'x = 1', '[profile __proto__]', 'x = 2', '[__proto__]', 'x = 3');
    const sections = text.split('\n[').map((section) => section.split('\n'));
    expect(sections.map(([, ...properties]) => properties)).toEqual([['x = 1'], ['x = 2'], ['x = 3']]);
    expect(text).not.toContain('[__proto__]');
    expect(text).not.toContain('profile __proto__');
  });

  test('is the same when it is read once more', () => {
    const once = lines('[profile  "a b"]', 'X=1', '  two', 'y =', '[default]', 'z = 2').text;
    expect(canonical(once.replaceAll('%', '')).text).toBe(once.replaceAll('%', ''));
  });
});

describe('escapeName', () => {
  test.each([
    ['prod', 'prod'],
    ['my profile', 'my%20profile'],
    ['a.b', 'a%2Eb'],
    ["it's (new)!*~", 'it%27s%20%28new%29%21%2A%7E'],
    ['müller', 'm%C3%BCller'],
    ['', ''],
  ])('of %j can be read back', (name, escaped) => {
    expect(escapeName(name)).toBe(escaped);
    expect(decodeURIComponent(escaped)).toBe(name);
  });
});
