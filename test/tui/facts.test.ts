import { describe, expect, test } from '@jest/globals';
import { keptIn, nextRefresh, obtained, windowsOf } from '../../src/tui/facts';
import { minute, now, staticView, viewOf } from './stage';

const clock = /\d\d:\d\d/g;
const fresh = viewOf('prod', 'fresh', { left: 42 });

describe('the next refresh', () => {
  test.each([
    [fresh, 'from HH:MM (in 17 min) on, when used'],
    [viewOf('prod', 'ageing'), 'due: the next use sets it off'],
    [viewOf('prod', 'ageing', { notBefore: now + 3 * minute }), 'put off until HH:MM (in 3 min)'],
    [viewOf('prod', 'stale'), 'none: the next use waits for new credentials'],
    [viewOf('prod', 'never asked'), 'none yet: the first use asks for credentials'],
    [viewOf('prod', 'needs you'), 'none: only you can log in'],
    [staticView('keys'), 'not needed: nothing of it is kept'],
  ])('of %j', (view, text) => {
    expect(nextRefresh(view, now).replace(clock, 'HH:MM')).toBe(text);
  });
});

test('the windows are told as moments', () => {
  const times = fresh.times ?? { ageingAt: 0, staleAt: 0, unusableAt: 0 };
  expect(windowsOf(times, now).replace(clock, 'HH:MM')).toBe(
    'ageing HH:MM (in 17 min), stale HH:MM (in 26 min), last handed out HH:MM',
  );
});

test('where an entry is kept, and why there', () => {
  expect(keptIn(fresh, 'keychain', undefined)).toBe('keychain, entry print-of-prod');
  expect(keptIn(fresh, 'file', 'no keychain here')).toBe('file, entry print-of-prod (no keychain here)');
  expect(keptIn(viewOf('x', 'failed'), 'keychain', undefined)).toBe('keychain, entry print-of-x (not there yet)');
  expect(keptIn(staticView('keys'), 'keychain', undefined)).toBe('nowhere: the source gives them at any time');
  expect(keptIn({ ...fresh, steps: [] }, 'keychain', undefined)).toBe('nothing');
});

test('when it was obtained', () => {
  expect(obtained(now - 18 * minute, now)).toMatch(/\(18 min ago\), 2026-01-31T11:42:00Z$/);
});
