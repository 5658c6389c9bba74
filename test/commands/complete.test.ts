import { afterAll, describe, expect, test } from '@jest/globals';
import { makeSandbox } from '../support/sandbox';

const box = makeSandbox();
afterAll(() => box.dispose());

async function asked(words: readonly string[], env: Record<string, string> = {}): Promise<unknown> {
  const { code, stdout, stderr } = await box.run(['complete', ...words], { env });
  return { code, stdout, stderr };
}

function silent(stdout: string): unknown {
  return { code: 0, stdout, stderr: '' };
}

describe('complete profiles', () => {
  test('prints the profiles of both files, each once, in the order of the files', async () => {
    box.config('[default]\n[profile my prod]\n[services x]\n[sso-session y]\n[profile "b"]\n');
    box.credentials('[c]\n[b]\n');
    expect(await asked(['profiles'])).toEqual(silent('default\nmy prod\nb\nc\n'));
  });

  test('leaves out a name that could steer a terminal', async () => {
    box.config('[profile a\tb]\n[profile \u001b]0;x]\n[profile c\u009bd]\n[profile größe]\n');
    box.credentials('');
    expect(await asked(['profiles'])).toEqual(silent('größe\n'));
  });

  test('says nothing where a file is wrong or cannot be read', async () => {
    expect(await asked(['profiles'], { AWS_CONFIG_FILE: box.home })).toEqual(silent(''));
    expect(await asked(['profiles'], { AWS_CONFIG_FILE: '/nowhere' })).toEqual(silent(''));
  });

  test('says nothing on stderr when notes are asked for', async () => {
    expect(await asked(['profiles'], { BRS_DEBUG: '1' })).toEqual(silent('größe\n'));
  });
});

test('what only a script of another version asks for is answered with nothing', async () => {
  expect(await asked(['regions'])).toEqual(silent(''));
  expect(await asked([])).toEqual(silent(''));
});

test('it is in no help', async () => {
  const { stdout } = await box.run(['--help']);
  expect(stdout).not.toMatch(/^ +brs complete /m);
});
