import { expect, test } from '@jest/globals';
import { inTurn } from '../../src/system/in-turn';
import type { Question, Terminal } from '../../src/system/terminal';
import { caught, typing } from '../support/fake-system';

const question = (text: string): Question => ({ text, timeoutMs: 1_000, signal: new AbortController().signal });

/** A terminal whose questions are answered by the test. */
function held() {
  const asked: string[] = [];
  const answers: { resolve: (text: string | undefined) => void; reject: (error: Error) => void }[] = [];
  const terminal: Terminal = {
    ...typing([]),
    ask: ({ text }) => {
      asked.push(text);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
  };
  return { asked, answers, terminal };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

test('questions that come at once are asked one after the other, each with its own answer', async () => {
  const { asked, answers, terminal } = held();
  const shared = inTurn(terminal);
  const all = Promise.all(['a', 'b', 'c'].map((text) => shared.ask(question(text))));
  for (const at of [0, 1, 2]) {
    await settle();
    expect(asked).toEqual(['a', 'b', 'c'].slice(0, at + 1));
    answers[at]?.resolve(at === 1 ? undefined : `answer ${at}`);
  }
  expect(await all).toEqual(['answer 0', undefined, 'answer 2']);
});

test('a question that fails is the failure of its own asker alone', async () => {
  const { answers, terminal } = held();
  const shared = inTurn(terminal);
  const [first, second] = [caught(() => shared.ask(question('a'))), shared.ask(question('b'))];
  await settle();
  answers[0]?.reject(new Error('closed'));
  await settle();
  answers[1]?.resolve('fine');
  expect([await first, await second]).toEqual([new Error('closed'), 'fine']);
});

test('all else is the terminal’s own', () => {
  const terminal = typing([]);
  expect(inTurn(terminal).isThere()).toBe(true);
  expect(inTurn(terminal).openForWriting()).toBeUndefined();
});
