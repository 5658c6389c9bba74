import { findVariables, isOrAre } from '../config/bypasses';
import { environmentKeys } from '../config/environment';
import { BrsError } from '../core/errors';
import { marks } from '../core/variables';
import { chainVariable } from '../session/chain';
import { expandHome } from '../system/folders';
import type { Check, Finding } from './check';
import { keysAreOurs, type Context } from './context';
import { nearest } from './nearest';

const ours: readonly string[] = [
  ...Object.values(marks),
  chainVariable,
  'BRS_VAULT',
  'BRS_VAULT_PASSPHRASE',
  'BRS_STATE_DIR',
  'BRS_NO_PROMPT',
  'BRS_DEBUG',
  'BRS_PROMPT',
];

/** Credentials that SDKs find in variables first. Without any profile they are the way it is meant. */
function credentials({ system: { env }, config }: Context): Finding[] {
  if (config.profileNames().length === 0 || keysAreOurs(env)) return [];
  return findVariables(env).map(({ names, says }) => ({
    code: names.includes('AWS_WEB_IDENTITY_TOKEN_FILE') ? 'environment.web-identity' : 'environment.keys',
    what: `${names.join(', ')} ${isOrAre(names)} set: ${says}`,
    advice: `unset ${names.join(' ')}`,
    place: names[0],
  }));
}

function halfAPair({ variables }: Context): Finding[] {
  try {
    environmentKeys(variables);
    return [];
  } catch (error) {
    if (!(error instanceof BrsError)) throw error;
    return [{ code: 'environment.half-a-pair', what: error.message, advice: error.hint, place: 'AWS_ACCESS_KEY_ID' }];
  }
}

function profiles({ system: { env }, config, unreadable }: Context): Finding[] {
  if (unreadable !== undefined) return [];
  return ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', marks.profile].flatMap((variable): Finding[] => {
    const name = env[variable];
    if (!name || config.profileNames().includes(name)) return [];
    const meant = nearest(name, config.profileNames());
    const what = `${variable} names profile ${name}, which is not there`;
    const advice = meant === undefined ? `unset ${variable}, or add the profile` : `set it to ${meant}, or unset it`;
    return [{ code: 'environment.missing-profile', what, advice, place: variable }];
  });
}

const pairs = [
  { names: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'], code: 'environment.two-profiles' },
  { names: ['AWS_REGION', 'AWS_DEFAULT_REGION'], code: 'environment.two-regions' },
] as const;

/** Pairs of variables that mean the same: botocore as a library reads the second first, or alone. */
function differing({ system: { env } }: Context): Finding[] {
  return pairs.flatMap(({ names: [first, second], code }): Finding[] => {
    const [one, other] = [env[first], env[second]];
    if (!one || !other || one === other) return [];
    const what = `${first} is ${one} and ${second} is ${other}: SDKs disagree on which of them counts`;
    return [{ code, what, advice: `unset ${second}`, place: second }];
  });
}

function sharedFiles({ system: { env, files, home } }: Context): Finding[] {
  return ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'].flatMap((variable): Finding[] => {
    const path = env[variable];
    if (!path || files.real(expandHome(path, home)) !== undefined) return [];
    const what = `${variable} names ${path}, which is not there: it counts as empty`;
    return [{ code: 'environment.missing-file', what, advice: `correct it, or unset ${variable}`, place: variable }];
  });
}

function unknown({ system: { env } }: Context): Finding[] {
  const names = Object.keys(env).filter((name) => name.startsWith('BRS_') && !ours.includes(name));
  return names.map((name) => {
    const meant = nearest(name, ours);
    const advice = meant === undefined ? `unset ${name}` : `set ${meant}, if that is what is meant`;
    return { code: 'environment.unknown-variable', what: `brs knows no variable ${name}`, advice, place: name };
  });
}

function wrong({ wrongVariables }: Context): Finding[] {
  return [...wrongVariables].map(([name, { message, hint }]) => ({
    code: 'environment.value',
    what: message,
    advice: hint,
    place: name,
  }));
}

export const environment: Check = {
  run: (context) =>
    [credentials, halfAPair, profiles, differing, sharedFiles, unknown, wrong].flatMap((look) => look(context)),
};
