import { UsageError } from '../core/errors';
import { plainVariables, type Setting, type Variable } from '../core/variables';
import { formatNames, formats, type FormatName } from '../formats/index';
import { formatOfShell } from '../formats/lookup';
import type { Outcome } from '../session/request';
import type { Option } from './command';

export const formatOption: Option = {
  name: 'format',
  value: 'FORMAT',
  help: `how they are written: ${formatNames.join(', ')}`,
  choices: formatNames,
};

/** The shells that have a format, by program name. */
export const shellNames: readonly string[] = formatNames.flatMap((name) => formats[name].shells);

/** By its own name or that of a shell. Throws `UsageError`. */
export function formatNamed(text: string, option = '--format'): FormatName {
  const name = formatNames.find((known) => known === text) ?? formatOfShell(text);
  if (name !== undefined) return name;
  throw new UsageError({
    message: `${option} ${text}: there is no such format`,
    hint: `one of ${formatNames.join(', ')}`,
  });
}

/** Whether a shell evaluates it, so that it can take variables away, too. */
export function isForShell(name: FormatName): boolean {
  return formats[name].shells.length > 0;
}

/** Credentials as text. What brs notes for itself is for shells alone. */
export async function written(name: FormatName, { credentials, times }: Outcome, setting: Setting): Promise<string> {
  const variables = plainVariables(credentials, times?.ageingAt, setting);
  const told = isForShell(name) ? variables : variables.filter(isAwsOwn);
  return (await formats[name].load())({ credentials, variables: told, profile: setting.profile ?? 'default' });
}

function isAwsOwn({ name, value }: Variable): boolean {
  return name.startsWith('AWS_') && value !== undefined;
}
