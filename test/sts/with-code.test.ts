import { describe, expect, test } from '@jest/globals';
import { NeedsPersonError, SourceError } from '../../src/core/errors';
import { withCode } from '../../src/sts/with-code';
import { caught } from '../support/fake-system';

const refused = () =>
  new SourceError({
    message: 'STS refused: MultiFactorAuthentication failed',
    hint: 'next code',
    code: 'AccessDenied',
  });
const denied = () => new SourceError({ message: 'STS refused: not authorized', code: 'AccessDenied' });
const busy = () => new SourceError({ message: 'throttled', passing: true });

interface Play {
  /** How the calls end, in order. */
  readonly calls: readonly (() => Error | string)[];
  readonly canAskAgain?: boolean;
}

async function play({ calls, canAskAgain = true }: Play) {
  const asked: string[] = [];
  const used: string[] = [];
  const sent: (string | undefined)[] = [];
  const ask = () => {
    const code = `00000${asked.length}`;
    asked.push(code);
    return Promise.resolve({ code, canAskAgain, used: () => void used.push(code), done: () => undefined });
  };
  const call = (mfa: { code: string } | undefined) => {
    const outcome = calls[sent.length]?.() ?? 'answer';
    sent.push(mfa?.code);
    return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome);
  };
  const outcome = await withCode(ask, call).catch((error: unknown) => error);
  return { outcome, asked, used, sent };
}

describe('withCode', () => {
  test('sends the code once and remembers it', async () => {
    expect(await play({ calls: [] })).toEqual({
      outcome: 'answer',
      asked: ['000000'],
      used: ['000000'],
      sent: ['000000'],
    });
  });

  test('asks for another where a person mistyped', async () => {
    const { outcome, used } = await play({ calls: [refused, refused] });
    expect([outcome, used]).toEqual(['answer', ['000000', '000001', '000002']]);
  });

  test('gives up after three codes', async () => {
    const { outcome, asked } = await play({ calls: [refused, refused, refused] });
    expect(outcome).toBeInstanceOf(NeedsPersonError);
    expect(outcome).toMatchObject({ message: refused().message, hint: 'next code' });
    expect(asked).toHaveLength(3);
  });

  test('asks once where nobody can give another', async () => {
    const { outcome, asked } = await play({ calls: [refused], canAskAgain: false });
    expect(outcome).toBeInstanceOf(NeedsPersonError);
    expect(asked).toHaveLength(1);
  });

  test('takes another refusal for what it is', async () => {
    const { outcome, used } = await play({ calls: [denied] });
    expect(outcome).toMatchObject({ name: 'SourceError', message: denied().message });
    expect(used).toEqual(['000000']);
  });

  test('does not count a code as used that STS may never have seen', async () => {
    const { outcome, used } = await play({ calls: [busy] });
    expect(outcome).toMatchObject({ message: 'throttled' });
    expect(used).toEqual([]);
  });

  test('calls without a code where none is asked for', async () => {
    expect(await withCode(undefined, (mfa) => Promise.resolve(mfa))).toBeUndefined();
    const error = refused();
    expect(await caught(() => withCode(undefined, () => Promise.reject(error)))).toBe(error);
  });
});
