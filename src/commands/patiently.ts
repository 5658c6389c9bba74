import { needsPerson } from '../session/overview';
import { obtain } from '../session/session';
import type { Outcome, SessionSettings } from '../session/request';

/** From here on a person who waits wants to know for what. ms. */
const quietMs = 1_500;

/**
 * Gets credentials; one who looks at this very process is told once what is waited for. Where a code may be asked for
 * nothing is said: it would stand in the middle of the question.
 */
export async function patiently(session: SessionSettings): Promise<Outcome> {
  const { system, plan } = session;
  if (!system.isWatched() || needsPerson(plan, [], system.clock.now())) return await obtain(session);
  const over = new AbortController();
  const tell = async () => {
    await system.clock.sleep(quietMs, over.signal);
    system.notes.passOn(`brs: waiting for the credentials of ${plan.profile} …`);
  };
  tell().catch(() => undefined);
  try {
    return await obtain(session);
  } finally {
    over.abort();
  }
}
