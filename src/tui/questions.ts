import type { Ask } from './board';
import type { Dispatch } from './reduce';

export interface Questions {
  readonly ask: Ask;
  readonly answer: (text: string | undefined) => void;
  /** Nobody answers any more. */
  readonly end: () => void;
}

/** One question at a time: the next is shown once the last is answered. */
export function makeQuestions(dispatch: Dispatch): Questions {
  const waiting: { question: string; answer: (text: string | undefined) => void }[] = [];
  let ended = false;
  const show = (): void => {
    const [first] = waiting;
    if (first !== undefined) dispatch({ type: 'asked', question: first.question });
  };
  const ask: Ask = (question) =>
    new Promise((answer) => {
      if (ended) answer(undefined);
      else if (waiting.push({ question, answer }) === 1) show();
    });
  const answer = (text: string | undefined): void => {
    waiting.shift()?.answer(text);
    show();
  };
  const end = (): void => {
    ended = true;
    for (const question of waiting.splice(0)) question.answer(undefined);
  };
  return { ask, answer, end };
}
