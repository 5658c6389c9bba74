import { describe, expect, test } from '@jest/globals';
import { inParallel, matching, summary } from '../../src/exec/many';
import { caught } from '../support/fake-system';

const names = ['team-a', 'team-b', 'team.c', 'teams', 'prod', 'a+b', 'Team-a', 'two words', ' '];

describe('patterns', () => {
  test.each([
    ['team-*', ['team-a', 'team-b']],
    ['*', names],
    ['team?', ['teams']],
    ['team?*', ['team-a', 'team-b', 'team.c', 'teams']],
    ['team.c', ['team.c']],
    ['team.*', ['team.c']],
    ['a+b', ['a+b']],
    ['prod,team-a', ['team-a', 'prod']],
    ['prod, team-a ', ['team-a', 'prod']],
    ['prod,prod,p*', ['prod']],
    ['prod,nobody', ['prod']],
    ['two words', ['two words']],
    ['*-a', ['team-a', 'Team-a']],
  ])('%j match whole names, in the order of the files and once each: %j', (patterns, expected) => {
    expect(matching(patterns, names)).toEqual(expected);
  });

  test.each(['', ',', 'nobody', 'team', 'eam-a', 'TEAM-*', '[a-z]*', '(prod)', 'prod|team-a', '^prod$', '\\w+'])(
    '%j match nothing, which is an error that names profiles',
    async (patterns) => {
      expect(await caught(() => matching(patterns, names))).toMatchObject({
        exitCode: 3,
        message: `no profile matches ${patterns}`,
        hint: expect.stringContaining('profiles there: team-a, team-b'),
      });
    },
  );

  test('of a person without profiles match nothing, and the hint says why', async () => {
    expect(await caught(() => matching('*', []))).toMatchObject({ hint: 'there are no profiles' });
  });
});

/** Work that ends when it is told to. */
function stage() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const one = (name: string) => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, { resolve: () => resolve(name.toUpperCase()), reject });
    });
  };
  const settle = async () => await new Promise((resolve) => setImmediate(resolve));
  return { begun, ends, one, settle };
}

describe('in parallel', () => {
  test('so many are begun, then one for each that has ended; the results have the order of the items', async () => {
    const { begun, ends, one, settle } = stage();
    const results = inParallel(['a', 'b', 'c', 'd'], 2, one);
    expect(begun).toEqual(['a', 'b']);
    ends.get('b')?.resolve();
    await settle();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const name of ['c', 'a', 'd']) {
      ends.get(name)?.resolve();
      await settle();
    }
    expect(await results).toEqual(['A', 'B', 'C', 'D']);
  });

  test('nothing is begun for nothing', async () => {
    expect(await inParallel([], 3, () => Promise.reject(new Error('no')))).toEqual([]);
  });

  test('a failure begins no more, and is told once those under way have ended', async () => {
    const { begun, ends, one, settle } = stage();
    let told: unknown;
    const results = inParallel(['a', 'b', 'c', 'd'], 2, one).catch((error: unknown) => (told = error));
    ends.get('a')?.reject(new Error('first'));
    await settle();
    expect([begun, told]).toEqual([['a', 'b'], undefined]);
    ends.get('b')?.resolve();
    await results;
    expect([begun, told]).toEqual([['a', 'b'], new Error('first')]);
  });
});

describe('the summary', () => {
  test('is a table with a reason where there is one', () => {
    const text = summary([
      { profile: 'team-a', status: 0, seconds: 0.2 },
      { profile: 'b', status: 130, seconds: 75, why: 'interrupted before it began' },
    ]);
    expect(text).toBe(
      'profile  status  time\nteam-a   0       0 s\nb        130     1 min  interrupted before it began\n',
    );
  });

  test('does not let a name of a profile reach the terminal with its control characters', () => {
    expect(summary([{ profile: 'a\u001b[2Jb', status: 0, seconds: 1 }])).not.toContain('\u001b');
  });
});
