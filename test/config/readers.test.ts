import { describe, expect, test } from '@jest/globals';
import * as read from '../../src/config/readers';
import { Wrong, type Reader, type ReadPorts } from '../../src/config/readers';

const files: Readonly<Record<string, string>> = {
  '/policy.json': '\n{"Version": "2012-10-17"}\n',
  '/list.json': '[{"ProviderArn": "arn:p", "ContextAssertion": "made-up"}]',
  '/broken.json': '{',
};
const ports: ReadPorts = {
  platform: 'linux',
  readFile: (path) => {
    const content = files[path];
    if (content === undefined) throw new Wrong(`names a file that is not there: ${path}`);
    return content;
  },
};

function reason(reader: Reader<unknown>, value: string): string {
  try {
    return `read as ${JSON.stringify(reader(value, ports))}`;
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join(',');

describe('readers take', () => {
  test.each<[string, Reader<unknown>, string, unknown]>([
    ['any text', read.text(), ' a=b # c ', ' a=b # c '],
    ['a text of the least length', read.text({ min: 2, max: 3 }), 'ab', 'ab'],
    ['a text of the greatest length', read.text({ min: 2, max: 3 }), 'abc', 'abc'],
    ['a text of allowed characters', read.text({ pattern: /^[\w-]+$/ }), 'eu-west-1', 'eu-west-1'],
    ['the least number', read.integer(900, 43_200), '900', 900],
    ['the greatest number', read.integer(900, 43_200), '43200', 43_200],
    ['a number with zeros before it', read.integer(1, 10), '007', 7],
    ['seconds as a number', read.seconds(1, 43_200), '90', 90],
    ['seconds as a duration', read.seconds(1, 43_200), '1h30m', 5400],
    ['a time', read.time, '2026-01-31T08:09:10Z', Date.UTC(2026, 0, 31, 8, 9, 10)],
    ['true in any case', read.boolean, 'TRUE', true],
    ['false in any case', read.boolean, 'False', false],
    ['one of several words', read.oneOf(['a', 'b']), 'b', 'b'],
    ['a list with blanks around its words', read.list(read.text(), 3), ' a ,b, c', ['a', 'b', 'c']],
    ['an address with a path', read.url, 'http://127.0.0.1:4566/sts', 'http://127.0.0.1:4566/sts'],
    ['a command', read.command, './mint "a b"', ['./mint', 'a b']],
    ['JSON as its text', read.jsonText, ' {"a": 1} ', '{"a": 1}'],
    ['JSON from a file', read.jsonText, 'file:///policy.json', '{"Version": "2012-10-17"}'],
    ['tags', read.tags, 'team=a, stage = dev', [tag('team', 'a'), tag('stage', 'dev')]],
    ['a tag without a value', read.tags, 'team=', [tag('team', '')]],
    ['a tag whose value has an equals sign', read.tags, 'q=a=b', [tag('q', 'a=b')]],
    ['tags as JSON', read.tags, '{"team": "a,b"}', [tag('team', 'a,b')]],
  ])('%s', (...[, reader, value, expected]) => {
    expect(reader(value, ports)).toEqual(expected);
  });

  test('one of few values tell which those are', () => {
    expect([read.oneOf(['a', 'b']).choices, read.boolean.choices]).toEqual([
      ['a', 'b'],
      ['true', 'false'],
    ]);
    expect(read.url.choices).toBeUndefined();
  });

  test('fifty tags and no more', () => {
    expect(read.tags(many(50), ports)).toHaveLength(50);
    expect(reason(read.tags, many(51))).toBe('may have at most 50 tags');
  });

  test.each([['[{"ProviderArn": "arn:p", "ContextAssertion": "made-up"}]'], ['file:///list.json']])(
    'contexts from %s, and keep the assertion secret',
    (value) => {
      const [context, ...rest] = read.providedContexts(value, ports);
      expect(rest).toEqual([]);
      expect(context?.providerArn).toBe('arn:p');
      expect(context?.contextAssertion.reveal()).toBe('made-up');
      expect(JSON.stringify(context)).not.toContain('made-up');
    },
  );

  test('a secret that does not show', () => {
    const secret = read.secret('made-up', ports);
    expect(secret.reveal()).toBe('made-up');
    expect(String(secret)).toBe('•••');
  });
});

function tag(key: string, value: string): read.Tag {
  return { key, value };
}

describe('readers refuse', () => {
  test.each<[string, Reader<unknown>, string, string]>([
    ['an empty text', read.text(), '', 'is empty'],
    ['a line feed', read.text(), 'a\nb', 'holds a line feed or another control character'],
    ['a NUL', read.text(), 'a\u0000', 'holds a line feed or another control character'],
    ['a text that is too short', read.text({ min: 2, max: 64 }), 'a', 'must have 2 to 64 characters'],
    ['a text that is too long', read.text({ min: 2, max: 3 }), 'abcd', 'must have 2 to 3 characters'],
    ['a character that is not allowed', read.text({ pattern: /^[\w-]+$/ }), 'eu west', 'must match ^[\\w-]+$'],
    ['an empty secret', read.secret, '', 'is empty'],
    ['a number too small', read.integer(900, 43_200), '899', 'must be a whole number from 900 to 43200'],
    ['a number too large', read.integer(900, 43_200), '43201', 'must be a whole number from 900 to 43200'],
    ['a fraction', read.integer(1, 10), '1.5', 'must be a whole number from 1 to 10'],
    ['a number with an exponent', read.integer(1, 10_000), '1e3', 'must be a whole number from 1 to 10000'],
    ['a number in another base', read.integer(1, 100), '0x10', 'must be a whole number from 1 to 100'],
    ['a number below zero', read.integer(0, 10), '-1', 'must be a whole number from 0 to 10'],
    ['a blank number', read.integer(0, 10), '', 'must be a whole number from 0 to 10'],
    ['a duration too long', read.seconds(1, 60), '2m', 'must be from 1 to 60 seconds, as a number or like 45m'],
    ['no duration', read.seconds(1, 60), 'soon', 'must be from 1 to 60 seconds, as a number or like 45m'],
    ['no time', read.time, 'soon', 'must be a time like 2026-01-31T08:09:10Z'],
    ['yes for true', read.boolean, 'yes', 'must be true or false'],
    ['1 for true', read.boolean, '1', 'must be true or false'],
    [
      'another word',
      read.oneOf(['Environment', 'EcsContainer']),
      'environment',
      'must be one of Environment, EcsContainer',
    ],
    ['a list too long', read.list(read.text(), 2), 'a,b,c', 'may name at most 2'],
    ['a gap in a list', read.list(read.text(), 3), 'a,,c', 'is empty'],
    ['an address without a scheme', read.url, 'localhost:4566', 'must be an http or https URL'],
    ['another scheme', read.url, 'ftp://127.0.0.1', 'must be an http or https URL'],
    ['an open quote in a command', read.command, 'mint "a', 'is no command (empty, or a quote is left open)'],
    ['text for JSON', read.jsonText, 'allow all', 'must be a JSON object, or file:// and the path of one'],
    ['a list for a JSON object', read.jsonText, '[]', 'must be a JSON object, or file:// and the path of one'],
    [
      'broken JSON in a file',
      read.jsonText,
      'file:///broken.json',
      'must be a JSON object, or file:// and the path of one',
    ],
    ['a missing file', read.jsonText, 'file:///none', 'names a file that is not there: /none'],
    ['a tag without =', read.tags, 'team', 'must be like team=a,stage=dev or a JSON object'],
    ['a tag without a name', read.tags, '=a', 'is empty'],
    ['a tag given twice, in any case', read.tags, 'team=a,Team=b', 'names a tag twice'],
    [
      'a tag whose value is a number',
      read.tags,
      '{"team": 1}',
      'needs a text of at most 256 characters for the tag team',
    ],
    [
      'a tag whose value is too long',
      read.tags,
      `t=${'x'.repeat(257)}`,
      'needs a text of at most 256 characters for the tag t',
    ],
    ['a tag whose name is too long', read.tags, `${'x'.repeat(129)}=a`, 'must have 1 to 128 characters'],
  ])('%s', (...[, reader, value, fault]) => {
    expect(reason(reader, value)).toBe(fault);
  });

  test.each([
    '',
    '[]',
    '{}',
    'text',
    '[1]',
    '[null]',
    '[{}]',
    '[{"ProviderArn": "arn:p"}]',
    '[{"ProviderArn": 1, "ContextAssertion": "a"}]',
    `[${Array.from({ length: 6 }, () => '{"ProviderArn": "arn:p", "ContextAssertion": "a"}').join(',')}]`,
  ])('%j as contexts', (value) => {
    expect(reason(read.providedContexts, value)).toBe(
      'must be a JSON list of {"ProviderArn", "ContextAssertion"}, or file:// and its path',
    );
  });

  test('no value in their words: a secret may stand in the wrong place', () => {
    const readers = [read.text({ max: 3 }), read.integer(1, 2), read.boolean, read.url, read.jsonText, read.command];
    for (const reader of readers) expect(reason(reader, '"made-up-secret')).not.toContain('made-up');
  });
});
