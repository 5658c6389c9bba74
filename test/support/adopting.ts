// Adopts and releases profiles in texts, without a file system.
import { adoption, release, type Changes, type Subject, type Verdict } from '../../src/config/adoption';
import { isOwnLine } from '../../src/config/command-line';
import { changed, linesOf } from '../../src/config/lines';
import { ownCommand } from '../../src/config/own-line';

export interface Texts {
  readonly config: string;
  readonly credentials: string;
}

const platform = 'linux';
const program = ['/usr/bin/node', '/opt/brs/bin/brs.js'];

export function subject({ config, credentials }: Texts, name: string): Subject {
  const files = { config: linesOf(config), credentials: linesOf(credentials) };
  return { name, files, isOwn: (command) => isOwnLine(command, name, platform) };
}

export function adopting(texts: Texts, name: string): Verdict {
  return adoption(subject(texts, name), ownCommand(name, { program, platform }) ?? '');
}

export function releasing(texts: Texts, name: string): Verdict {
  return release(subject(texts, name));
}

type Deed = (texts: Texts, name: string) => Verdict;

/** The texts with all these profiles adopted or released at once; those that are refused stay. */
export function after(deed: Deed, texts: Texts, names: readonly string[]): Texts {
  const verdicts = names.map((name) => deed(texts, name));
  const changes = verdicts.flatMap((verdict) => ('changes' in verdict ? [verdict.changes] : []));
  const text = (file: keyof Changes) =>
    changed(
      linesOf(texts[file]),
      changes.flatMap((one) => one[file]),
    );
  return { config: text('config'), credentials: text('credentials') };
}
