import { expect, test } from '@jest/globals';
import type { Loaded } from '../../src/tui/board';
import { makeReader } from '../../src/tui/reload';
import { until } from '../support/waiting';
import { makeBoard, viewOf } from './stage';

function stage(load?: () => Promise<Loaded>) {
  const board = makeBoard([viewOf('prod')], load === undefined ? {} : { load });
  const loaded: Loaded[] = [];
  const failures: unknown[] = [];
  const reader = makeReader({ board, loaded: (it) => loaded.push(it), failed: (error) => failures.push(error) });
  return { board, loaded, failures, reader };
}

test('everything is read once, and again when the mark has changed', async () => {
  const { board, loaded, reader } = stage();
  await reader.reload();
  for (let second = 0; second < 5; second += 1) reader.check(false);
  expect(loaded).toHaveLength(1);
  board.mark = '2';
  reader.check(false);
  await until(() => loaded.length === 2, 'the second reading');
});

test('a change while it is being read is not missed', async () => {
  const { board, loaded, reader } = stage();
  const first = reader.reload();
  board.mark = '2';
  reader.check(false);
  await first;
  reader.check(false);
  await until(() => loaded.length === 2, 'the second reading');
});

test('many actions at once are one reading', async () => {
  const { board, loaded, reader } = stage();
  await reader.reload();
  const all = Promise.all(Array.from({ length: 50 }, () => reader.reload()));
  board.time += 1000;
  reader.check(false);
  await all;
  expect(loaded).toHaveLength(2);
});

test('what has become old by itself is read anew now and then', async () => {
  const { board, loaded, reader } = stage();
  await reader.reload();
  board.time += 5000;
  reader.check(true);
  board.time += 15_000;
  reader.check(false);
  expect(loaded).toHaveLength(1);
  reader.check(true);
  await until(() => loaded.length === 2, 'the second reading');
});

test('after a failure it is tried again, not each second', async () => {
  let bad = true;
  const views = [viewOf('prod')];
  const load = () =>
    bad ? Promise.reject(new Error('locked')) : Promise.resolve({ views, store: 'keychain', why: undefined });
  const { board, loaded, failures, reader } = stage(load);
  await reader.reload();
  bad = false;
  reader.check(false);
  expect([failures.length, loaded.length]).toEqual([1, 0]);
  board.time += 16_000;
  reader.check(false);
  await until(() => loaded.length === 1, 'a reading');
});
