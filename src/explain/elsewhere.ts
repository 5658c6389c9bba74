import type { Ignored } from './explanation';
import { escapeName } from '../config/canonical';
import type { Line, SharedFile } from '../config/lines';
import type { Scene } from './scene';

function place(file: SharedFile, { at }: Line): string {
  return `${file}:${at + 1}`;
}

/** Headers that are none: what stands below belongs to no profile. */
function badHeaders({ raw }: Scene): Ignored[] {
  return (['config', 'credentials'] as const).flatMap((file) =>
    raw.lines[file]
      .filter(({ kind }) => kind === 'bad header')
      .map((line) => ({
        key: line.text.trim(),
        place: place(file, line),
        why: 'begins like a section header and is none, so the lines below it belong to no profile',
      })),
  );
}

/** Sections of a profile's name that are written in the way of the other file, or that another one replaces. */
function misnamed({ raw, weighed }: Scene): Ignored[] {
  return weighed.flatMap(({ name }) => {
    const plain = escapeName(name);
    const prefixed = `profile ${plain}`;
    const headers = (file: SharedFile, section: string) =>
      raw.lines[file].filter((line) => line.kind === 'header' && line.section === section);
    const hasPrefixed = headers('config', prefixed).length > 0;
    const inConfig = name === 'default' && !hasPrefixed ? [] : headers('config', plain);
    const why =
      name === 'default'
        ? '[profile default] takes its place'
        : 'is no profile in the config file: write [profile NAME]';
    return [
      ...inConfig.map((line) => ({ profile: name, key: line.text.trim(), place: place('config', line), why })),
      ...headers('credentials', prefixed).map((line) => ({
        profile: name,
        key: line.text.trim(),
        place: place('credentials', line),
        why: 'is no profile in the credentials file: write [NAME]',
      })),
    ];
  });
}

const keyVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'];
const containerVariables = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
const tokenVariables = ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME'];

/** Credentials in the environment, which a plan with a profile does not take. */
function variables({ env, plan }: Scene): Ignored[] {
  if (plan === undefined) return [];
  const has = (source: string) => plan.steps.some((step) => step.source === source);
  const set = (names: readonly string[]) => names.filter((name) => (env[name] ?? '').trim() !== '');
  const why = 'the profile goes before credentials in variables';
  return [
    ...(has('environment') ? [] : set(keyVariables).map((key) => ({ key, why }))),
    ...(has('ecs') ? [] : set(containerVariables).map((key) => ({ key, why }))),
    ...set(tokenVariables).map((key) => ({ key, why: 'brs does not read it yet' })),
  ].map((one) => ({ ...one, place: 'environment' }));
}

const profileVariables = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'BRS_PROFILE'];

/** Variables that name another profile than the one that was chosen before them. */
function otherProfiles({ env, name, chosenBy }: Scene): Ignored[] {
  return profileVariables
    .filter((key) => key !== chosenBy && Boolean(env[key]) && env[key] !== name)
    .map((key) => ({ key, place: 'environment', why: `${chosenBy} goes before it` }));
}

/** What is ignored besides the settings of the profiles on the way. */
export function ignoredElsewhere(scene: Scene): Ignored[] {
  return [...misnamed(scene), ...badHeaders(scene), ...otherProfiles(scene), ...variables(scene)];
}
