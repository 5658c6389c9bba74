import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { hooks, type HookName } from '../../src/hooks/index';
import { makeFolder, removeFolders } from '../support/fake-system';
import { testWith } from '../support/needs';

afterAll(removeFolders);

describe.each(Object.keys(hooks) as HookName[])('the hook of %s', (name) => {
  const { load, line, file } = hooks[name];

  test('has a line for a start-up file, which names it', () => {
    expect(line).toContain(`brs hook ${name}`);
    expect(file).toMatch(/^~\//);
  });

  testWith([name], test)('is right to the shell, which reads it without running it', async () => {
    const text = join(makeFolder(), 'hook');
    writeFileSync(text, (await load())());
    const ran = execFileSync(name, ['-n', text], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    expect(ran).toBe('');
  });

  test('calls brs at one place, never to ask or to be heard', async () => {
    const calls = (await load())()
      .split('\n')
      .filter((text) => text.includes('command brs'));
    expect(calls).toEqual([expect.stringContaining(`brs env --hook --shell ${name} "--profile=$`)]);
    expect(calls[0]).toContain('</dev/null');
  });
});
