import { describe, expect, test } from '@jest/globals';
import { arrange, fits, roleName, stateAt, type SortName } from '../../src/tui/rows';
import { minute, now, staticView, viewOf } from './stage';

const names = (sort: SortName, filter = '', at = now) =>
  arrange(views, { sort, filter, now: at }).shown.map(({ profile }) => profile);

const views = [
  viewOf('prod-10', 'fresh', { left: 50 }),
  viewOf('prod-2', 'needs you'),
  viewOf('dev', 'failed', { role: 'arn:aws:iam::444455556666:role/team/ReadOnly', account: '444455556666' }),
  viewOf('audit', 'ageing', { left: 20 }),
  staticView('base'),
];

describe('the order', () => {
  test.each<[SortName, string[]]>([
    ['name', ['audit', 'base', 'dev', 'prod-2', 'prod-10']],
    ['state', ['prod-2', 'dev', 'audit', 'base', 'prod-10']],
    ['expiry', ['audit', 'prod-10', 'base', 'dev', 'prod-2']],
  ])('by %s is %j', (sort, expected) => {
    expect(names(sort)).toEqual(expected);
  });
});

describe('a filter', () => {
  test.each([
    ['prod', ['prod-2', 'prod-10']],
    ['prd', ['prod-2', 'prod-10']],
    ['PROD', ['prod-2', 'prod-10']],
    ['readonly', ['dev']],
    ['4444', ['dev']],
    ['static', ['base']],
    ['ageing', ['audit']],
    ['prod need', ['prod-2']],
    ['prod readonly', []],
    ['zzz', []],
    ['   ', ['audit', 'base', 'dev', 'prod-2', 'prod-10']],
  ])('%j leaves %j', (filter, expected) => {
    expect(names('name', filter).sort()).toEqual([...expected].sort());
  });

  test('puts what fits best first, unless another order than by name was chosen', () => {
    const some = [viewOf('a-product', 'needs you'), viewOf('prod')];
    const order = (sort: SortName) => arrange(some, { sort, filter: 'prod', now }).shown.map(({ profile }) => profile);
    expect(order('name')).toEqual(['prod', 'a-product']);
    expect(order('state')).toEqual(['a-product', 'prod']);
  });

  test('wants every word', () => {
    expect(fits(viewOf('prod'), ['prod', 'deploy'])).toBeGreaterThan(0.5);
    expect(fits(viewOf('prod'), ['prod', 'nothing'])).toBe(0);
  });
});

describe('as time goes on', () => {
  const view = viewOf('prod', 'fresh', { left: 42 });

  test.each([
    [0, 'fresh'],
    [17, 'ageing'],
    [26, 'stale'],
  ])('after %i minutes a view is %s', (minutes, state) => {
    expect(stateAt(view, now + minutes * minute)).toBe(state);
  });

  test('a view that needs a person stays so', () => {
    expect(stateAt(viewOf('prod', 'needs you', { times: view.times }), now + 99 * minute)).toBe('needs you');
  });

  test('the next change is known, and whether a view became stale', () => {
    const wanted = { sort: 'name', filter: '', now } as const;
    expect(arrange([view], wanted)).toMatchObject({ nextChange: now + 17 * minute, outdated: false });
    expect(arrange([view], { ...wanted, now: now + 17 * minute })).toMatchObject({ nextChange: now + 26 * minute });
    expect(arrange([view], { ...wanted, now: now + 26 * minute })).toMatchObject({
      nextChange: Infinity,
      outdated: true,
    });
  });
});

test('a role is told by its name', () => {
  expect(roleName('arn:aws:iam::111122223333:role/team/Deploy')).toBe('Deploy');
  expect(roleName('odd')).toBe('odd');
  expect(roleName(undefined)).toBe('');
});
