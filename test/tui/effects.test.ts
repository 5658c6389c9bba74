import { describe, expect, test } from '@jest/globals';
import { SourceError } from '../../src/core/errors';
import type { Board } from '../../src/tui/board';
import { makeEffects } from '../../src/tui/effects';
import type { Effect } from '../../src/tui/press';
import type { Action } from '../../src/tui/reduce';
import { until } from '../support/waiting';
import { makeBoard, viewOf } from './stage';

function stage(wish: Partial<Board> = {}) {
  const board = makeBoard([viewOf('prod')], wish);
  const actions: Action[] = [];
  const reload = (): Promise<void> => Promise.resolve(void board.calls.push('reload'));
  const effects = makeEffects({ board, dispatch: (action) => actions.push(action), reload });
  const said = () => actions.flatMap((action) => (action.type === 'said' ? [action.message.text] : []));
  const over = () => until(() => actions.some(({ type }) => type === 'ended'), 'the end');
  const perform = async (effect: Effect) => {
    effects.perform(effect);
    await over();
  };
  return { board, actions, effects, said, perform };
}

const refused = new SourceError({ message: 'profile prod: STS refused it', hint: 'trust them' });

describe('one profile', () => {
  test.each([
    ['refresh', 'refresh prod', 'prod: new credentials'],
    ['login', 'login prod', 'prod: logged in'],
    ['clear', 'clear prod', 'prod: 2 entries forgotten'],
  ] as const)('%s: is busy meanwhile, is read anew, then it is said', async (name, call, text) => {
    const { board, actions, said, perform } = stage();
    await perform({ name, profile: 'prod' });
    expect(actions[0]).toMatchObject({ type: 'began', profiles: ['prod'] });
    expect(actions.at(-1)).toEqual({ type: 'ended', profile: 'prod', fault: undefined });
    expect([board.calls, said()]).toEqual([[call, 'reload'], [text]]);
  });

  test('an error is said, and kept with its hint', async () => {
    const { actions, said, perform } = stage({ refresh: () => Promise.reject(refused) });
    await perform({ name: 'refresh', profile: 'prod' });
    await until(() => said().length > 0, 'the message');
    expect(said()).toEqual(['profile prod: STS refused it']);
    expect(actions.find(({ type }) => type === 'ended')).toMatchObject({
      fault: { message: 'profile prod: STS refused it', hint: 'trust them' },
    });
  });

  test('what can not be copied is shown, and an error with it is said', async () => {
    const { actions, effects, said } = stage({ copy: () => false });
    effects.perform({ name: 'copy', profile: 'prod' });
    await until(() => actions.length > 0, 'the line');
    expect(actions).toMatchObject([{ type: 'text', text: 'credential_process = brs creds --profile prod' }]);
    const odd = stage({
      configLine: () => {
        throw refused;
      },
    });
    odd.effects.perform({ name: 'copy', profile: 'prod' });
    await until(() => odd.said().length > 0, 'the error');
    expect([said(), odd.said()]).toEqual([[], ['profile prod: STS refused it; trust them']]);
  });
});

describe('all profiles', () => {
  const profiles = Array.from({ length: 12 }, (_, index) => `p${index}`);

  test('are refreshed four at a time without asking anybody, and counted', async () => {
    let running = 0;
    let most = 0;
    const refresh: Board['refresh'] = async (profile, ask) => {
      expect(ask).toBeUndefined();
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (profile === 'p3') throw refused;
    };
    const { effects, said } = stage({ refresh });
    effects.perform({ name: 'refresh all', profiles, waiting: 3 });
    await until(() => said().some((text) => text.includes('failed')), 'the end');
    expect([most, said()[0], said().at(-1)]).toEqual([
      4,
      'refreshing 12; 3 need you',
      '11 refreshed, 1 failed; 3 need you',
    ]);
  });

  test('none is begun once the view is closed', async () => {
    const begun: string[] = [];
    const held: (() => void)[] = [];
    const { effects } = stage({
      refresh: (profile) => new Promise((resolve) => held.push(resolve) && begun.push(profile)),
    });
    effects.perform({ name: 'refresh all', profiles, waiting: 0 });
    await until(() => begun.length === 4, 'four');
    effects.end();
    for (const go of held) go();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun).toHaveLength(4);
  });
});

describe('questions', () => {
  function asking() {
    const answers: (string | undefined)[] = [];
    const login: Board['login'] = async (profile, ask) => void answers.push(await ask(`code of ${profile}`));
    const { effects, actions } = stage({ login });
    effects.perform({ name: 'login', profile: 'one' });
    effects.perform({ name: 'login', profile: 'two' });
    const asked = () => actions.flatMap((action) => (action.type === 'asked' ? [action.question] : []));
    return { effects, answers, asked };
  }

  test('come one after the other', async () => {
    const { effects, answers, asked } = asking();
    expect(asked()).toEqual(['code of one']);
    effects.perform({ name: 'answer', text: '111111' });
    await until(() => asked().length === 2, 'the second question');
    effects.perform({ name: 'answer', text: undefined });
    await until(() => answers.length === 2, 'both answers');
    expect(answers).toEqual(['111111', undefined]);
  });

  test('are all given up when the view is closed', async () => {
    const { effects, answers } = asking();
    effects.end();
    await until(() => answers.length === 2, 'both answers');
    expect(answers).toEqual([undefined, undefined]);
  });
});
