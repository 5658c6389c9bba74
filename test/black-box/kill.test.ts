import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeWorld } from '../support/world';

const kills = 200;
const limitMs = 300_000;

test(
  'killed at any moment of a refresh, brs keeps nobody waiting, the vault readable and the folder clean',
  async () => {
    const world = await makeWorld();
    try {
      const { box, sts } = world;
      const valid = await box.run(['creds', '--profile', 'prod']);
      sts.delayMs = 20;
      let killed = 0;
      for (let round = 0; killed < kills && round < 2 * kills; round += 1) {
        const pair = [0, 1].map(() => box.start(['creds', '--profile', 'prod', '--refresh']));
        await sleep(Math.random() * 160);
        for (const running of pair) running.kill('SIGKILL');
        const ended = await Promise.all(pair.map(({ finished }) => finished));
        killed += ended.filter(({ signal }) => signal === 'SIGKILL').length;
        const answers = ended.filter(({ code }) => code === 0).map(({ stdout }) => JSON.parse(stdout) as unknown);
        expect(answers).toEqual(answers.map(() => expect.objectContaining({ Version: 1 })));
        // Nobody after it waits for the dead holder, and what is kept is whole.
        const after = await box.run(['creds', '--profile', 'prod'], { timeoutMs: 20_000 });
        expect(after).toMatchObject({ code: 0, stderr: '', timedOut: false });
      }
      expect(killed).toBeGreaterThanOrEqual(kills);
      const before = sts.count('AssumeRole');
      const hit = await box.run(['creds', '--profile', 'prod'], { timeoutMs: 20_000 });
      expect(hit).toMatchObject({ code: 0, stderr: '', timedOut: false });
      expect(sts.count('AssumeRole')).toBe(before);
      const anew = await box.run(['creds', '--profile', 'prod', '--refresh'], { timeoutMs: 20_000 });
      expect(anew).toMatchObject({ code: 0, timedOut: false });
      expect(anew.stdout).not.toBe(valid.stdout);
      // A temporary file outlives its writer for half a minute at most; it is old enough for nobody here.
      const left = box.files().filter(({ path }) => path.startsWith('state/') && path.endsWith('.tmp'));
      expect(left.length).toBeLessThan(10);
    } finally {
      await world.dispose();
    }
  },
  limitMs,
);
