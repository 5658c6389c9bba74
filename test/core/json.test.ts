import { describe, expect, test } from '@jest/globals';
import { canonicalJson, parseObject, type Json } from '../../src/core/json';

describe('parseObject', () => {
  test('gives the members of an object', () => {
    expect(parseObject(' {"a": [1, null]} ')).toEqual({ a: [1, null] });
  });

  test.each(['', 'null', '[]', '"text"', '1', 'true', '{', '{"a":1,}', "{'a':1}", '\uFEFF{}'])(
    'takes %j for no object',
    (text) => {
      expect(parseObject(text)).toBeUndefined();
    },
  );
});

describe('canonicalJson', () => {
  test('is the same text for equal values in any order', () => {
    const one: Json = { b: [1, { d: 'x', c: null }], a: true };
    const other: Json = { a: true, b: [1, { c: null, d: 'x' }] };
    expect(canonicalJson(one)).toBe(canonicalJson(other));
    expect(canonicalJson(one)).toBe('{"a":true,"b":[1,{"c":null,"d":"x"}]}');
  });

  test('leaves members without a value out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test.each<[string, Json, Json]>([
    ['a number and its text', 1, '1'],
    ['null and its text', null, 'null'],
    ['nothing and an empty list', {}, []],
    ['lists in another order', ['a', 'b'], ['b', 'a']],
    ['a text with a quote and two texts', ['a","b'], ['a', 'b']],
    ['nested and flat lists', [['a'], 'b'], ['a', 'b']],
  ])('tells %s apart', (_, one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
