import { afterAll, describe, expect, test } from '@jest/globals';
import { AbortError, NeedsPersonError } from '../../src/core/errors';
import { lastCode, mfaCode, type MfaRequest } from '../../src/session/mfa';
import { codeUsedAt, rememberCode } from '../../src/session/remarks';
import type { MfaSettings } from '../../src/sources/source';
import type { RunRequest, RunResult } from '../../src/system/run';
import type { System } from '../../src/system/system';
import type { Question } from '../../src/system/terminal';
import {
  caught,
  makeFakeClock,
  makeFakeSystem,
  removeFolders,
  running,
  startOfTime,
  typing,
} from '../support/fake-system';

afterAll(removeFolders);

const serial = 'arn:aws:iam::444455556666:mfa/ann';

interface Ask {
  readonly overrides?: Parameters<typeof makeFakeSystem>[0];
  readonly settings?: Partial<MfaSettings>;
  readonly request?: Partial<MfaRequest>;
  /** Codes that STS has seen just now. */
  readonly used?: readonly string[];
}

function make({ overrides = {}, settings = {}, request = {}, used = [] }: Ask) {
  const system = makeFakeSystem(overrides);
  for (const code of used) rememberCode(system, serial, code);
  const whole: MfaRequest = {
    system,
    settings: { serial, prompt: 'auto', ...settings },
    profile: 'prod',
    token: undefined,
    mayAsk: true,
    childEnv: { CHAIN: 'x' },
    ...request,
  };
  const get = async () => {
    const code = await mfaCode(whole);
    code.done();
    return code;
  };
  return { system, get };
}

describe('lastCode', () => {
  test.each([
    ['123456', '123456'],
    ['123456\n', '123456'],
    ['your code: 123456 (10 s)', '123456'],
    ['111111 222222\n333333', '333333'],
    ['token 1234567 then 654321', '654321'],
    ['1234567', undefined],
    ['12345', undefined],
    ['123 456', undefined],
    ['', undefined],
    ['a123456b', '123456'],
  ])('of %j is %p', (text, code) => {
    expect(lastCode(text)).toBe(code);
  });
});

describe('a code from --mfa-token', () => {
  const request = { token: '123456', mayAsk: false };

  test('goes before everything else, and there is no other', async () => {
    const { get } = make({ request, settings: { process: ['otp'], prompt: 'never' } });
    expect(await get()).toMatchObject({ code: '123456', canAskAgain: false });
  });

  test('is not offered to STS twice', async () => {
    const { get } = make({ request, used: ['123456'] });
    const error = await caught(get);
    expect(error).toBeInstanceOf(NeedsPersonError);
    expect(error).toMatchObject({ hint: expect.stringContaining('wait for the next code') });
  });

  test('counts as used once STS has answered, and not before', async () => {
    const { system, get } = make({ request });
    const code = await get();
    expect(codeUsedAt(system, serial, '123456')).toBeUndefined();
    code.used();
    expect(codeUsedAt(system, serial, '123456')).toBe(startOfTime);
  });
});

describe('a code from a program', () => {
  const settings = { process: ['/opt/otp', '--secret', 'made-up'] };

  function program(results: readonly Partial<RunResult>[], requests: RunRequest[] = []): Ask {
    return { settings, overrides: { run: running(results, requests) } };
  }

  test('is the last one it prints', async () => {
    const requests: RunRequest[] = [];
    const { get } = make(program([{ stdout: 'code 111111\ncode 222222\n' }], requests));
    expect(await get()).toMatchObject({ code: '222222', canAskAgain: false });
    expect(requests).toMatchObject([{ command: settings.process, timeoutMs: 30_000, env: { CHAIN: 'x' } }]);
  });

  test('comes without a person', async () => {
    const { get } = make({ ...program([{ stdout: '222222' }]), request: { mayAsk: false } });
    expect((await get()).code).toBe('222222');
  });

  test('is waited for where the current one was used already', async () => {
    const { system, get } = make({ ...program([{ stdout: '111111' }, { stdout: '222222' }]), used: ['111111'] });
    system.clock.at += 10_000;
    expect((await get()).code).toBe('222222');
    expect(system.clock.pauses).toEqual([20_000]);
    expect(system.told.notices).toEqual([expect.stringContaining('waiting for the next code')]);
  });

  test('is not waited for twice: the program has one only', async () => {
    const same = makeFakeSystem();
    const run: System['run'] = (request) => {
      rememberCode(same, serial, '111111');
      return running([{ stdout: '111111' }])(request);
    };
    const made = make({ settings, overrides: { run, home: same.home, clock: same.clock } });
    expect(await caught(made.get)).toBeInstanceOf(NeedsPersonError);
  });

  test.each<[string, Partial<RunResult>, string]>([
    ['fails', { status: 3, stdout: '123456' }, 'ended with status 3'],
    ['is killed', { status: undefined, killedBy: 'SIGSEGV' }, 'was ended by SIGSEGV'],
    ['hangs', { ended: 'time limit', status: undefined, killedBy: 'SIGTERM' }, 'did not finish within 30 s'],
    ['prints no code', { stdout: 'touch your key' }, 'printed no six digits that stand alone'],
  ])('that %s is a failure with the program by name only', async (...[, result, what]) => {
    const error = await caught(make(program([result])).get);
    expect(error).toBeInstanceOf(NeedsPersonError);
    expect(error).toMatchObject({ message: `profile prod: mfa_process /opt/otp ${what}` });
  });

  test('that is not there is a failure', async () => {
    const error = await caught(make({ settings }).get);
    expect(error).toMatchObject({ message: 'profile prod: mfa_process /opt/otp could not be started: spawn ENOENT' });
  });

  test('ends with Ctrl-C', async () => {
    expect(await caught(make(program([{ ended: 'interrupted', status: undefined }])).get)).toBeInstanceOf(AbortError);
  });
});

describe('a code from a person', () => {
  function typed(answers: readonly string[], asked: Question[] = []): Ask {
    return { overrides: { terminal: typing(answers, asked) } };
  }

  test('is asked for at the terminal, naming device and profile', async () => {
    const asked: Question[] = [];
    expect(await make(typed(['123456'], asked)).get()).toMatchObject({ code: '123456', canAskAgain: true });
    expect(asked).toMatchObject([{ text: `MFA code of ${serial} (profile prod): `, timeoutMs: 120_000 }]);
  });

  test('is asked for again after a slip, with a remark', async () => {
    const asked: Question[] = [];
    const { get } = make({ ...typed(['12345', '111111', '222222'], asked), used: ['111111'] });
    expect((await get()).code).toBe('222222');
    expect(asked.map(({ text }) => text.split('MFA')[0])).toEqual([
      '',
      'A code is six digits. ',
      'That code was used already; wait for the next one. ',
    ]);
  });

  test('is not asked for again where the person just presses Enter', async () => {
    const asked: Question[] = [];
    const error = await caught(make(typed(['', '123456'], asked)).get);
    expect(error).toBeInstanceOf(NeedsPersonError);
    expect(error).toMatchObject({ message: `no MFA code of ${serial} was given (profile prod)` });
    expect(asked).toHaveLength(1);
  });

  test('is not waited for longer than two minutes in all', async () => {
    const clock = makeFakeClock();
    const ask = () => {
      clock.at += 50_000;
      return Promise.resolve('wrong');
    };
    const { get } = make({ overrides: { clock, terminal: { ...typing([]), ask } } });
    expect(await caught(get)).toBeInstanceOf(NeedsPersonError);
    expect(clock.at - startOfTime).toBe(150_000);
  });

  test.each<[string, Ask]>([
    ['there is no terminal and no desktop', {}],
    ['brs must not ask', { ...typed(['123456']), request: { mayAsk: false } }],
    ['the profile says never', { ...typed(['123456']), settings: { prompt: 'never' } }],
    ['nobody answers at the terminal', typed([])],
    [
      'only a terminal will do and there is a desktop',
      { overrides: { env: { DISPLAY: ':0' }, run: running([{ stdout: '123456' }]) }, settings: { prompt: 'terminal' } },
    ],
    ['only a desktop will do and there is a terminal', { ...typed(['123456']), settings: { prompt: 'desktop' } }],
  ])('is missing at once where %s', async (_, ask) => {
    const { system, get } = make(ask);
    const error = await caught(get);
    expect(error).toBeInstanceOf(NeedsPersonError);
    expect(error).toMatchObject({
      message: `profile prod needs an MFA code of ${serial}, and there is nobody to ask`,
      hint: 'run `brs login prod` in a terminal, or set brs_mfa_process',
    });
    expect(system.clock.pauses).toEqual([]);
  });

  test.each([
    ['my prod', '"my prod"'],
    ["ann's", `"ann's"`],
    ['a$b', "'a$b'"],
    ['team/prod@eu', 'team/prod@eu'],
  ])('of profile %s gives a command that a shell reads', async (profile, word) => {
    const { hint } = (await caught(make({ request: { profile } }).get)) as NeedsPersonError;
    expect(hint).toContain(`run \`brs login ${word}\` in a terminal`);
  });

  test('gives a command that works where all settings were flags', async () => {
    const error = await caught(make({ request: { profile: '(flags)' } }).get);
    expect((error as NeedsPersonError).hint).not.toContain('(flags)');
  });

  test('is asked for in a window where there is no terminal', async () => {
    const overrides = { env: { DISPLAY: ':0' }, run: running([{ stdout: '123456\n' }]) };
    expect((await make({ overrides }).get()).code).toBe('123456');
  });

  test('is asked for in a window where the profile says so, terminal or not', async () => {
    const overrides = { env: { DISPLAY: ':0' }, run: running([{ stdout: '222222\n' }]), terminal: typing(['111111']) };
    expect((await make({ overrides, settings: { prompt: 'desktop' } }).get()).code).toBe('222222');
  });
});
