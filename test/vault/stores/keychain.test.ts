import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { VaultError } from '../../../src/core/errors';
import { keychainStore, openKeychain } from '../../../src/vault/stores/keychain';
import { makeFakeKeytar } from '../../support/fake-keytar';
import { caught, makeFakeSystem, removeFolders } from '../../support/fake-system';

afterAll(removeFolders);

/** A Windows keychain with two entries in parts. */
async function windows() {
  const keytar = makeFakeKeytar();
  const store = keychainStore(keytar, 'win32');
  await store.write('a1', 'x'.repeat(6_000));
  await store.write('b2', 'y'.repeat(3_000));
  return { keytar, store };
}

describe('the keychain on Windows', () => {
  test('never writes more than 2,560 bytes into one item', async () => {
    const { keytar } = await windows();
    expect(Math.max(...[...keytar.items.values()].map((value) => Buffer.byteLength(value)))).toBeLessThanOrEqual(2_560);
  });

  test('keeps everything under the service brs', async () => {
    const { keytar } = await windows();
    expect([...keytar.items.keys()].sort()).toEqual(
      ['brs/a1', 'brs/a1#1', 'brs/a1#2', 'brs/a1#3', 'brs/b2', 'brs/b2#1', 'brs/b2#2'].sort(),
    );
  });

  test('lists entries, not their parts', async () => {
    const { store } = await windows();
    expect(await store.list()).toEqual(['a1', 'b2']);
  });

  test('takes all parts away with an entry', async () => {
    const { keytar, store } = await windows();
    await store.remove('a1');
    expect([...keytar.items.keys()].filter((key) => key.includes('a1'))).toEqual([]);
    expect(await store.read('b2')).toBe('y'.repeat(3_000));
  });

  test.each([0, 1, 2, 3])('never shows a mix after a write that was cut at item %d', async (cut) => {
    const { keytar, store } = await windows();
    let written = 0;
    keytar.before = (call) => {
      if (call === 'set' && written++ === cut) throw new Error('the process was killed');
    };
    expect(await caught(() => store.write('a1', 'z'.repeat(6_000)))).toBeInstanceOf(VaultError);
    keytar.before = () => undefined;
    expect(await store.read('a1')).toBe(cut === 0 ? 'x'.repeat(6_000) : undefined);
  });

  test('is whole again after the next write', async () => {
    const { keytar, store } = await windows();
    keytar.items.delete('brs/a1#2');
    expect(await store.read('a1')).toBeUndefined();
    await store.write('a1', 'z'.repeat(6_000));
    expect(await store.read('a1')).toBe('z'.repeat(6_000));
  });

  test('shows a reader either value or nothing while another one writes', async () => {
    const { keytar, store } = await windows();
    const seen = new Set<string | undefined>();
    keytar.before = async (call) => {
      if (call !== 'set') return;
      keytar.before = () => undefined;
      seen.add((await store.read('a1'))?.charAt(0));
    };
    await store.write('a1', 'z'.repeat(6_000));
    seen.add((await store.read('a1'))?.charAt(0));
    expect([...seen]).toEqual(['x', 'z']);
  });

  test('leaves no part of an old secret behind a shorter one', async () => {
    const { keytar, store } = await windows();
    await store.write('a1', 'short');
    const old = [...keytar.items].filter(([name, value]) => name.includes('a1') && value.includes('xxx'));
    expect(old.map(([name]) => name)).toEqual([]);
  });

  test('refuses an entry that is too long for it rather than cutting it', async () => {
    const { store } = await windows();
    const refused = await store.write('c3', 'z'.repeat(60_000)).catch((error: unknown) => error);
    const length = refused instanceof VaultError ? 60_000 : (await store.read('c3'))?.length;
    expect(length).toBe(60_000);
  });
});

describe('a keychain that fails', () => {
  const refusing = () => {
    const keytar = makeFakeKeytar();
    keytar.before = () => {
      throw new Error('denied by the person\nwith a trace');
    };
    return keychainStore(keytar, 'darwin');
  };

  test.each<[string, () => Promise<unknown>]>([
    ['read', () => refusing().read('a1')],
    ['write', () => refusing().write('a1', 'made-up')],
    ['remove', () => refusing().remove('a1')],
    ['list', () => refusing().list()],
  ])('says so in one line with a hint: %s', async (what, call) => {
    const error = await caught(call);
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({
      message: `the keychain refused to ${what}: denied by the person`,
      hint: expect.stringContaining('BRS_VAULT=file'),
      stuck: false,
    });
  });

  test('says that it hangs within three seconds, and that the process is stuck', async () => {
    jest.useFakeTimers();
    const keytar = makeFakeKeytar();
    keytar.before = () => new Promise(() => undefined);
    const reading = caught(() => keychainStore(keytar, 'linux').read('a1'));
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await reading).toMatchObject({
      name: 'VaultError',
      message: 'the keychain did not answer within 2.5 s (read)',
      stuck: true,
    });
    jest.useRealTimers();
  });
});

describe('openKeychain', () => {
  test('says why Linux has none', async () => {
    expect(await openKeychain(makeFakeSystem({ platform: 'linux' }))).toEqual({ absent: 'there is no session bus' });
  });
});
