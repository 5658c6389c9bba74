// What keys bring about: calls to the board, and what came of them.
import { reasonOf, type Fault } from '../core/errors';
import type { Board } from './board';
import type { Effect } from './press';
import { makeQuestions } from './questions';
import type { Dispatch } from './reduce';

/** How many profiles `refresh all` works on at a time. */
const parallel = 4;

/** Errors come from another bundle: their fields count, not their class. */
export function faultFrom(error: unknown): Fault {
  const hint = error instanceof Error ? (error as Fault & Error).hint : undefined;
  return { message: reasonOf(error), hint };
}

export interface Effects {
  readonly perform: (effect: Effect) => void;
  /** Nobody answers any more, and nothing further is begun. */
  readonly end: () => void;
}

interface Parts {
  readonly board: Board;
  readonly dispatch: Dispatch;
  /** Settles once what has changed is shown. */
  readonly reload: () => Promise<void>;
}

type Act = (profile: string) => Promise<string>;

export function makeEffects({ board, dispatch, reload }: Parts): Effects {
  const questions = makeQuestions(dispatch);
  let ended = false;
  const say = (text: string, tone: 'plain' | 'good' | 'bad'): void =>
    dispatch({ type: 'said', message: { text, tone } });
  const complain = (error: unknown): void => {
    const { message, hint } = faultFrom(error);
    say(hint === undefined ? message : `${message}; ${hint}`, 'bad');
  };

  /** The fault, if there was one. */
  const attempt = async (profile: string, work: () => Promise<void>): Promise<Fault | undefined> => {
    const fault = await work().then(() => undefined, faultFrom);
    void reload().then(() => dispatch({ type: 'ended', profile, fault }));
    return fault;
  };
  const run = async (profile: string, doing: string, act: Act): Promise<void> => {
    dispatch({ type: 'began', profiles: [profile], doing });
    const fault = await attempt(profile, async () => say(await act(profile), 'good'));
    if (fault !== undefined) say(aboutProfile(profile, fault.message), 'bad');
  };
  const text = (title: string, shown: string): void => dispatch({ type: 'text', title, text: shown });
  const explain = async (profile: string): Promise<void> => {
    text(`How ${profile} gets its credentials`, await board.explain(profile));
  };
  const copy = (profile: string): void => {
    const line = board.configLine(profile);
    if (board.copy(line)) say(`copied: ${line}`, 'good');
    else text(`The line of ${profile} for ${board.configPath}`, line);
  };
  const refreshAll = async (profiles: readonly string[], waiting: number): Promise<void> => {
    const left = [...profiles];
    let done = 0;
    let failures = 0;
    dispatch({ type: 'began', profiles, doing: 'waiting' });
    const others = waiting > 0 ? `; ${waiting} ${waiting === 1 ? 'needs' : 'need'} you` : '';
    const work = async (): Promise<void> => {
      for (let profile = left.shift(); profile !== undefined && !ended; profile = left.shift()) {
        const name = profile;
        dispatch({ type: 'began', profiles: [name], doing: 'refreshing' });
        if ((await attempt(name, () => board.refresh(name, undefined))) !== undefined) failures += 1;
        done += 1;
        say(`${done - failures} of ${profiles.length} refreshed${others}`, 'plain');
      }
    };
    say(`refreshing ${profiles.length}${others}`, 'plain');
    await Promise.all(Array.from({ length: parallel }, work));
    const good = `${done - failures} refreshed`;
    say(failures > 0 ? `${good}, ${failures} failed${others}` : good + others, failures > 0 ? 'bad' : 'good');
  };

  const acts: Readonly<Record<'refresh' | 'login' | 'clear', readonly [doing: string, act: Act]>> = {
    refresh: [
      'refreshing',
      (profile) => board.refresh(profile, questions.ask).then(() => `${profile}: new credentials`),
    ],
    login: ['logging in', (profile) => board.login(profile, questions.ask).then(() => `${profile}: logged in`)],
    clear: ['clearing', (profile) => board.clear(profile).then((count) => `${profile}: ${entries(count)} forgotten`)],
  };

  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.name) {
      case 'refresh':
      case 'login':
      case 'clear':
        await run(effect.profile, ...acts[effect.name]);
        break;
      case 'refresh all':
        await refreshAll(effect.profiles, effect.waiting);
        break;
      case 'explain':
        await explain(effect.profile);
        break;
      case 'copy':
        copy(effect.profile);
        break;
      case 'answer':
        questions.answer(effect.text);
        break;
      default:
    }
  };
  return {
    perform: (effect) => void perform(effect).catch(complain),
    end: () => {
      ended = true;
      questions.end();
    },
  };
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

/** Messages of ours mostly begin with the profile already. */
function aboutProfile(profile: string, message: string): string {
  return message.includes(profile) ? message : `${profile}: ${message}`;
}
