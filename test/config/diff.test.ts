import { describe, expect, test } from '@jest/globals';
import { diffOf } from '../../src/config/diff';
import { changed, linesOf } from '../../src/config/lines';
import { adopting } from '../support/adopting';
import { sharedTexts } from '../support/shared-texts';

const asItIs = { path: 'config', show: (text: string) => text };

/** Lines with a diff made on them by its own numbers. */
function byHand(lines: readonly string[], diff: string): string[] {
  const made = [...lines];
  for (const hunk of diff.split(/^@@ /m).slice(1)) {
    const [range = '', ...body] = hunk.replace(/\n$/, '').split('\n');
    const [, count = '1', first = '0', more] = /^-\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/.exec(range) ?? [];
    const side = (sign: string) => body.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
    const gone = made.splice(Number(first) - (more === '0' ? 0 : 1), Number(count), ...side('+'));
    expect([gone, side('+').length]).toEqual([side('-'), Number(more ?? '1')]);
  }
  return made;
}

describe('a diff', () => {
  test('names file and lines, and shows what touches as one', () => {
    const changes = [
      { at: 1, removed: [], added: ['x', 'y'] },
      { at: 1, removed: ['b'], added: ['c'] },
      { at: 4, removed: ['e'], added: [] },
      { at: 6, removed: [], added: ['z'] },
    ];
    expect(diffOf(changes, asItIs)).toBe(
      '--- config\n+++ config\n@@ -2 +2,3 @@\n-b\n+x\n+y\n+c\n@@ -5 +6,0 @@\n-e\n@@ -6,0 +8 @@\n+z\n',
    );
  });

  test('is nothing without changes', () => {
    expect(diffOf([], asItIs)).toBe('');
  });

  test('shows lines as it is told, and nothing that steers a terminal', () => {
    const changes = [{ at: 0, removed: ['secret'], added: ['a\u001b[2Jb'] }];
    const show = (text: string) => text.replace('secret', '…');
    expect(diffOf(changes, { path: 'x', show })).toBe('--- x\n+++ x\n@@ -1 +1 @@\n-…\n+a [2Jb\n');
  });

  test.each(Object.entries(sharedTexts))('made by hand gives the changed lines: %s', (_, texts) => {
    const verdict = adopting({ credentials: '', ...texts }, 'prod');
    const changes = 'changes' in verdict ? verdict.changes.config : [];
    const plain = (text: string) => text.replace(/\r?\n$/, '').split(/\r?\n/);
    const adopted = plain(changed(linesOf(texts.config), changes));
    expect(byHand(plain(texts.config), diffOf(changes, asItIs))).toEqual(adopted);
  });
});
