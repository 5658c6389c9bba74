// Shells that renew at a prompt what `brs env` gave them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testWith } from '../support/needs';
import { SECRET_SERVICE_PROGRAMS, startSecretService, type SecretService } from '../support/secret-service';
import { needs } from '../support/needs';
import { TERMINAL_PROGRAMS } from '../support/terminal';
import { makeWorld, sampleConfig, type World } from '../support/world';
import { hookShells, openShell, type Prompting } from './prompting';
import { callsOf, install } from './shells';

/** The promise is one second; a loaded machine may need more. ms. */
const aboutASecond = 3_000;
const LIMIT_MS = 120_000;

let world: World;
let shell: Prompting | undefined;
beforeEach(async () => {
  world = await makeWorld();
  install(world.box);
});
afterEach(async () => {
  await shell?.dispose();
  shell = undefined;
  await world.dispose();
});

const refreshed = async (): Promise<string> => {
  const { stdout } = await world.box.run(['creds', '--profile', 'prod', '--refresh']);
  return (JSON.parse(stdout) as { AccessKeyId: string }).AccessKeyId;
};

async function eventually(check: () => Promise<boolean> | boolean): Promise<void> {
  for (let tried = 0; tried < 200; tried += 1) {
    if (await check()) return;
    await sleep(100);
  }
  throw new Error('it never came');
}

/** Leaves an entry of prod that is ageing from the start; the next one will be fresh. */
async function ageing(): Promise<void> {
  world.box.config(sampleConfig.replace('[profile prod]', '[profile prod]\nbrs_advisory_seconds = 2000'));
  world.sts.lifetimeSeconds = 1800;
  await refreshed();
  world.sts.lifetimeSeconds = 3600;
}

/** Makes the variables due, and gives how long the prompts took that come then. */
async function becomeDue({ type, set, ask }: Prompting): Promise<number> {
  const since = performance.now();
  type(set('BRS_RENEW_AT', '1'));
  await ask('prompt');
  return performance.now() - since;
}

const hookCalls = (): string[] => callsOf(world.box).filter((line) => line.includes('--hook'));
const soonAgain = async ({ value }: Prompting): Promise<number> =>
  Number(await value('BRS_RENEW_AT')) - Date.now() / 1000;

describe.each(hookShells)('at a prompt of %s', (name) => {
  const inShell = testWith([...TERMINAL_PROGRAMS, name], test);
  const withKeychain = testWith([...TERMINAL_PROGRAMS, ...SECRET_SERVICE_PROGRAMS, name], test);

  async function open(profile = 'prod'): Promise<Prompting> {
    shell = await openShell(world.box, name);
    shell.type(shell.take(`--profile ${profile}`));
    return shell;
  }

  inShell('variables that are due come from the vault, by one call of brs', async () => {
    const opened = await open();
    const first = await opened.value('AWS_ACCESS_KEY_ID');
    const second = await refreshed();
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(first);
    await becomeDue(opened);
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(second);
    expect(await opened.value('AWS_SESSION_TOKEN')).toBe(world.issuer.find(second)?.sessionToken);
    expect(hookCalls()).toEqual([`env --hook --shell ${name} --profile=prod`]);
  });

  inShell('variables that are due come from STS, by this prompt or a later one', async () => {
    const opened = await open();
    const first = await opened.value('AWS_ACCESS_KEY_ID');
    await ageing();
    await becomeDue(opened);
    await eventually(async () => (await opened.value('AWS_ACCESS_KEY_ID')) !== first);
    expect(world.issuer.find(await opened.value('AWS_ACCESS_KEY_ID'))).toBeDefined();
    expect(await soonAgain(opened)).toBeGreaterThan(600);
    expect(world.sts.count('AssumeRole')).toBe(3);
  });

  inShell(
    'an STS that hangs costs no more than about a second, and brings them later',
    async () => {
      const opened = await open();
      const first = await opened.value('AWS_ACCESS_KEY_ID');
      await world.box.run(['clear', '--all']);
      world.sts.delayMs = 4_000;
      expect(await becomeDue(opened)).toBeLessThan(aboutASecond);
      expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(first);
      const calls = hookCalls().length;
      await opened.ask('again');
      expect(hookCalls()).toHaveLength(calls);
      await eventually(async () => (await opened.value('AWS_ACCESS_KEY_ID')) !== first);
      expect(world.sts.count('AssumeRole')).toBe(2);
    },
    LIMIT_MS,
  );

  inShell('a person is asked for nothing, and told nothing', async () => {
    world.sts.acceptCode('135790');
    const opened = await open('mfa --mfa-token 135790');
    const first = await opened.value('AWS_ACCESS_KEY_ID');
    expect(world.issuer.find(first)).toBeDefined();
    await world.box.run(['clear', '--all']);
    const before = opened.shown().length;
    expect(await becomeDue(opened)).toBeLessThan(aboutASecond);
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(first);
    expect(opened.shown().slice(before)).not.toMatch(/MFA|brs:|error/);
    await eventually(() => world.box.files().some(({ text }) => text.includes('background refresh of mfa')));
  });

  inShell('a brs that fails, or is gone, costs nothing and is not tried at the next prompt', async () => {
    const opened = await open();
    const first = await opened.value('AWS_ACCESS_KEY_ID');
    const before = opened.shown().length;
    world.box.script('brs', `echo "$*" >> '${world.box.home}/calls'; echo 'oh no' >&2; exit 1`);
    await becomeDue(opened);
    await opened.ask('next');
    expect(hookCalls()).toHaveLength(1);
    expect(await soonAgain(opened)).toBeGreaterThan(5);
    rmSync(join(world.box.home, 'scripts', 'brs'));
    await becomeDue(opened);
    expect(await soonAgain(opened)).toBeGreaterThan(5);
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(first);
    expect(opened.shown().slice(before)).not.toMatch(/oh no|brs:|not found|nknown command/);
  });

  inShell('keys that the person set since are theirs', async () => {
    const opened = await open();
    opened.type(opened.set('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLEOWN'));
    await becomeDue(opened);
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe('AKIAEXAMPLEOWN');
    expect(await opened.value('BRS_PROMPT')).toBe('');
    expect(hookCalls()).toEqual([]);
  });

  describe('with a keychain', () => {
    let folder: string;
    let keychain: SecretService | undefined;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'brs-k-'));
      if (needs([...TERMINAL_PROGRAMS, ...SECRET_SERVICE_PROGRAMS, name]) === undefined) {
        keychain = await startSecretService(folder);
      }
    });
    afterAll(async () => {
      await keychain?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    withKeychain('one that hangs costs no more than about a second, in silence', async () => {
      delete world.box.env['BRS_VAULT'];
      Object.assign(world.box.env, keychain?.env);
      const opened = await open();
      const first = await opened.value('AWS_ACCESS_KEY_ID');
      const before = opened.shown().length;
      keychain?.freeze();
      expect(await becomeDue(opened)).toBeLessThan(aboutASecond);
      expect(await soonAgain(opened)).toBeGreaterThan(5);
      keychain?.thaw();
      expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(first);
      expect(opened.shown().slice(before)).not.toMatch(/brs:|[Kk]illed|SIGKILL/);
    });
  });
});
