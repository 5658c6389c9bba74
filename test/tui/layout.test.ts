import { describe, expect, test } from '@jest/globals';
import { areasFor, cells, columnsFor, widthOf, wrapped } from '../../src/tui/layout';

const long = { profile: 40, source: 11, account: 12, role: 30 };
const short = { profile: 10, source: 11, account: 12, role: 6 };
const none = { profile: 0, source: 0, account: 0, role: 0 };

describe('columns', () => {
  test.each([
    ['40 columns', { width: 39, longest: long, expected: 'profile' }],
    ['60 columns', { width: 59, longest: long, expected: 'profile bar' }],
    ['80 columns', { width: 79, longest: long, expected: 'profile source account role bar' }],
    ['80 columns and short names', { width: 79, longest: short, expected: 'profile source account role bar' }],
    ['200 columns', { width: 112, longest: long, expected: 'profile source account role bar' }],
    ['80 columns and nothing known', { width: 79, longest: none, expected: 'profile bar' }],
  ])('at %s there is what has room', (_, { width, longest, expected }) => {
    const { gap, ...columns } = columnsFor(width, longest);
    const order = ['profile', 'source', 'account', 'role', 'bar'] as const;
    const there = order.filter((name) => columns[name] > 0);
    expect(gap).toBeGreaterThan(0);
    expect(there.join(' ')).toBe(expected);
  });

  test('are never wider than the terminal, and never negative', () => {
    for (const longest of [long, short, none, { ...long, profile: 500, role: 500 }]) {
      for (let width = 27; width <= 300; width += 1) {
        const columns = columnsFor(width, longest);
        expect(widthOf(columns)).toBeLessThanOrEqual(width);
        expect(Math.min(...(Object.values(columns) as number[]))).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('show whole names where there is room', () => {
    expect(columnsFor(140, long)).toMatchObject({ profile: 40, role: 30 });
    expect(columnsFor(79, short)).toMatchObject({ profile: 10, role: 6 });
  });
});

describe('areas', () => {
  test.each([
    [
      { columns: 80, rows: 24 },
      { beside: false, width: 79 },
    ],
    [
      { columns: 40, rows: 20 },
      { beside: false, width: 39 },
    ],
    [
      { columns: 200, rows: 50 },
      { beside: true, width: 199 },
    ],
    [{ columns: 80, rows: 10 }, { pane: { width: 79, height: 0, gap: 0 } }],
  ])('%j', (size, expected) => {
    expect(areasFor(size)).toMatchObject(expected);
  });

  test('add up to the screen at any size', () => {
    for (let rows = 5; rows < 120; rows += 1) {
      for (const columns of [20, 40, 80, 140, 141, 200, 400]) {
        const { body, roomy, list, pane, beside, width, height } = areasFor({ columns, rows });
        expect(1 + (roomy ? 1 : 0) + body + 2).toBe(height);
        expect(list.rows).toBeGreaterThan(0);
        if (beside) expect(list.width + pane.gap + pane.width).toBe(width);
        else expect(list.rows + 1 + pane.gap + pane.height).toBe(body);
      }
    }
  });

  test.each([
    [0, 0],
    [1, 1],
    [4, 3],
  ])('are at least something at %i columns and %i rows', (columns, rows) => {
    const { width, height, body, list } = areasFor({ columns, rows });
    expect(Math.min(width, height, body, list.width, list.rows)).toBeGreaterThanOrEqual(1);
  });
});

describe('texts', () => {
  test.each([
    ['ascii', 5],
    ['日本', 4],
    ['', 0],
  ])('%j takes at most %i columns', (text, width) => {
    expect(cells(text)).toBe(width);
  });

  test('are cut between words, and what goes on is indented', () => {
    expect(wrapped(['  one two three four five', '', 'six'], 20)).toEqual([
      '  one two three four',
      '    five',
      '',
      'six',
    ]);
    expect(wrapped(['x'.repeat(45)], 20)).toEqual(['x'.repeat(20), `  ${'x'.repeat(18)}`, `  ${'x'.repeat(7)}`]);
  });

  test('fit any width', () => {
    const text = ['a few words 日本語プロファイル and-a-very-long-one-without-a-blank', `${' '.repeat(60)}far`];
    for (let width = 2; width < 90; width += 1) {
      expect(Math.max(...wrapped(text, width).map(cells))).toBeLessThanOrEqual(width);
    }
  });
});
