import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/core/errors';
import { chainVariable, childEnvironment, inheritedProfiles, refuseHeld } from '../../src/session/chain';
import type { Plan } from '../../src/session/step';
import { caught } from '../support/fake-system';

function plan(...path: string[]): Plan {
  return { profile: path.at(-1) ?? '', path, steps: [] };
}

describe('the chain of profiles', () => {
  test('is empty for a process that nobody resolving started', () => {
    expect(inheritedProfiles({})).toEqual([]);
    expect(inheritedProfiles({ [chainVariable]: '' })).toEqual([]);
  });

  test('grows with every process', () => {
    const child = childEnvironment({ PATH: '/bin' }, plan('a', 'b'), ['f1']);
    const grandchild = childEnvironment(child, plan('c'), ['f2']);
    expect(inheritedProfiles(child)).toEqual(['a', 'b']);
    expect(inheritedProfiles(grandchild)).toEqual(['a', 'b', 'c']);
    expect(grandchild['PATH']).toBe('/bin');
  });

  test.each(['with blank', 'a,b', 'a;b', '100%', 'müller', '(flags)'])('carries the name %s', (name) => {
    const env = childEnvironment({}, plan(name), ['f1']);
    expect(inheritedProfiles(env)).toEqual([name]);
    expect(inheritedProfiles(childEnvironment(env, plan('x'), []))).toEqual([name, 'x']);
  });

  test('leaves the environment it got as it was', () => {
    const env = Object.freeze({ PATH: '/bin' });
    childEnvironment(env, plan('a'), []);
    expect(env).toEqual({ PATH: '/bin' });
  });

  test.each(['%', 'a%zz;f', ';;;', ',,,'])('does not fail for %j, which something else wrote there', (text) => {
    expect(() => inheritedProfiles({ [chainVariable]: text })).not.toThrow();
  });
});

describe('refuseHeld', () => {
  const env = childEnvironment(childEnvironment({}, plan('a'), ['f1']), plan('b'), ['f2', 'f3']);

  test.each(['f1', 'f2', 'f3'])('refuses to wait for the entry %s, which a process above holds', async (name) => {
    const error = await caught(() => refuseHeld(env, plan('c'), ['f0', name]));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: "these profiles need each other's credentials: a → b → c",
      hint: expect.stringMatching(/./),
    });
  });

  test('lets other entries pass', () => {
    expect(() => refuseHeld(env, plan('c'), ['f0', 'f', 'f11', ''])).not.toThrow();
    expect(() => refuseHeld({}, plan('c'), ['f1'])).not.toThrow();
  });
});
