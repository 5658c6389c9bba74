import type { Terminal } from './terminal';

/** The same terminal for several who may ask at once: one question at a time. */
export function inTurn(terminal: Terminal): Terminal {
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...terminal,
    ask: (question) => {
      const answer = before.then(() => terminal.ask(question));
      before = answer.catch(() => undefined);
      return answer;
    },
  };
}
