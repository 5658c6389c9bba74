import { UsageError } from '../core/errors';
import { unsetVariables } from '../core/variables';
import { formats, type FormatName } from '../formats/index';
import { formatOfShell } from '../formats/lookup';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { patiently } from './patiently';
import { regionOption, requestFor, requestOptions, settingOf } from './request';
import { formatNamed, formatOption, isForShell, shellNames, written } from './written';
import { renewed } from './renewed';

/** As told, else by the program that started brs, else what every POSIX shell reads. */
async function chosenFormat({ values }: Args, system: System): Promise<FormatName> {
  const { shell, format } = values;
  if (shell !== undefined && format !== undefined) {
    throw new UsageError({ message: '--shell and --format exclude each other', hint: 'give one of them' });
  }
  if (format !== undefined) return formatNamed(format);
  if (shell !== undefined) return formatNamed(shell, '--shell');
  const usual = system.platform === 'win32' ? 'powershell' : 'posix';
  return formatOfShell((await system.parent()) ?? '') ?? usual;
}

async function unset(name: FormatName, system: System): Promise<string> {
  if (isForShell(name)) return (await formats[name].load())({ variables: unsetVariables(system.env), profile: '' });
  throw new UsageError({ message: `--unset can't be written as ${name}`, hint: 'it is for shells: see --shell' });
}

const idioms = Object.values(formats).flatMap(({ shells, ...row }) => {
  if (!('idiom' in row)) return [];
  return [`${shells.join(', ')}\n    ${row.idiom.replace('COMMAND', 'brs env --profile prod')}`];
});

export const env: Command = {
  name: 'env',
  summary: 'print credentials as variables, for a shell to take',
  options: [
    ...requestOptions,
    { name: 'shell', value: 'SHELL', help: 'the shell (else the one that calls)', choices: shellNames },
    formatOption,
    regionOption,
    { name: 'unset', help: 'take everything back' },
    { name: 'hook', help: 'renew what the shell has, at once or not at all', hidden: true },
  ],
  more: [{ heading: 'In each shell', text: idioms.join('\n') }],
  obeys: ['requests'],
  examples: [
    { line: 'brs env --profile prod', does: 'in bash, zsh and other POSIX shells: eval $(brs env --profile prod)' },
    { line: 'brs env --unset', does: 'take it back: eval $(brs env --unset)' },
    { line: 'brs env --profile prod --format dotenv', does: 'for a .env file' },
  ],
  run: async (args, system) => {
    const name = await chosenFormat(args, system);
    if (args.switches.has('unset')) return await unset(name, system);
    if (args.switches.has('hook')) return await renewed(name, args, system);
    const request = await requestFor(args, system, false);
    return await written(name, await patiently(request.session), settingOf(args, request, system));
  },
};
