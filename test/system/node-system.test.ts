import { expect, test } from '@jest/globals';
import { nodeSystem } from '../../src/system/node-system';

test('the real machine has everything that is asked of a System', () => {
  const { signal } = new AbortController();
  const system = nodeSystem({ debug: false, handOver: () => undefined, signal });
  expect(system.env).toBe(process.env);
  expect([system.platform, system.signal]).toEqual([process.platform, signal]);
  for (const text of [system.home, system.stateFolder, system.user, system.host]) expect(text).toMatch(/./);
  expect(Math.abs(system.clock.now() - Date.now())).toBeLessThan(60_000);
  expect(system.random()).not.toBe(system.random());
});
