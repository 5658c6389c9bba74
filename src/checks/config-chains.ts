import type { BrsError } from '../core/errors';
import { isUnsupported } from '../session/unsupported';
import type { Check, Finding } from './check';
import type { Code } from './codes';
import type { Context } from './context';
import { placeOfOrigin } from './shared-text';
import { wrongValues, type Standing } from './standing';

/** Where a profile's header stands. */
function headerPlace(name: string, { texts }: Context): string | undefined {
  for (const { path, sections } of [texts.config, texts.credentials]) {
    const found = [...sections].find(([section]) => decodeURIComponent(section.replace(/^profile /, '')) === name);
    if (found !== undefined) return `${path}:${found[1].line}`;
  }
  return undefined;
}

/** Whether another check tells of the same: a line or a value of this profile or of one it stands on. */
function isToldAlready(error: BrsError, { config, system, profiles, texts }: Context): boolean {
  const lines = [texts.config, texts.credentials].flatMap(({ path, sections }) =>
    [...sections.values()].flatMap(({ unreadable }) => unreadable.map((line) => `${path}:${line}: `)),
  );
  if (lines.some((place) => error.message.startsWith(place))) return true;
  return profiles.some((each) =>
    wrongValues(each, config, system).some((wrong) => wrong.error.message === error.message),
  );
}

/** Credentials of its own, or a role. */
const sourceKeys = /^(brs_)?(role_arn|source|command|credential_process|aws_access_key_id|aws_secret_access_key)$/;

function isElsewhere({ way }: Standing, { profiles }: Context): boolean {
  const last = profiles.find(({ name }) => name === way.names.at(-1))?.profile;
  return last?.settings.credential_source !== undefined || last?.settings.source !== undefined;
}

function codeOf(standing: Standing, context: Context): Code {
  const { profile, section, isOurs, way } = standing;
  if (way.circle.length > 0) return 'config.loop';
  if (way.missing !== undefined) return 'config.missing-profile';
  const spoken = way.names.every((name) => {
    const on = context.profiles.find((each) => each.name === name)?.profile;
    return on === undefined || !isUnsupported(on);
  });
  if (!spoken && !isOurs) return 'config.not-spoken';
  if (isElsewhere(standing, context)) return 'config.elsewhere';
  const empty = profile !== undefined && ![...section.keys()].some((key) => sourceKeys.test(key));
  return empty && profile.settings.role_arn === undefined ? 'config.no-source' : 'config.no-plan';
}

function finding(standing: Standing, error: BrsError, context: Context): Finding {
  const { way, name } = standing;
  const code = codeOf(standing, context);
  const at = code === 'config.missing-profile' ? way.missing?.origin : undefined;
  const place = at === undefined ? headerPlace(name, context) : placeOfOrigin(at);
  return { code, what: error.message, advice: error.hint, place };
}

/** Every profile of a circle, and every one that leads to the same fault, would tell it again. */
function distinct(all: readonly (readonly [Standing, Finding])[]): Finding[] {
  const seen = new Set<string>();
  return all.flatMap(([{ way }, found]) => {
    const name = found.code === 'config.loop' ? [...way.circle].sort().join(' ') : `${found.code} ${found.what}`;
    if (seen.has(name)) return [];
    seen.add(name);
    return [found];
  });
}

export const configChains: Check = {
  run: (context) => {
    const found = context.profiles.flatMap((standing): (readonly [Standing, Finding])[] => {
      const { error } = standing;
      if (error === undefined || isToldAlready(error, context)) return [];
      return [[standing, finding(standing, error, context)]];
    });
    return distinct(found);
  },
};
