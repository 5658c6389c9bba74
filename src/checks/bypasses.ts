import { findBypasses } from '../config/bypasses';
import { quotedName } from '../config/own-line';
import type { Check, Finding } from './check';
import type { Context } from './context';
import { placeOfOrigin } from './shared-text';
import type { Standing } from './standing';

/** A role that SDKs can see: all of them assume it rather than run the line. */
function role({ name, section }: Standing): Finding[] {
  const written = section.get('role_arn');
  const source = section.get('source_profile') ?? section.get('credential_source');
  if (written === undefined || source === undefined) return [];
  const what = `profile ${name} has role_arn beside brs's line: SDKs assume the role themselves, and never call brs`;
  const advice = `brs adopt ${quotedName(name)}`;
  return [{ code: 'bypass.role', what, advice, place: placeOfOrigin(written.origin) }];
}

function keys({ name }: Standing, { texts: { config, credentials } }: Context): Finding[] {
  const files = { config: config.lines, credentials: credentials.lines };
  const paths = { config: config.path, credentials: credentials.path };
  return findBypasses(name, { files, paths }).map(({ key, place, says }) => ({
    code: key === 'aws_access_key_id' ? 'bypass.keys' : 'bypass.other',
    what: `profile ${name} has ${key} beside brs's line: ${says}`,
    advice: 'move it into a profile of its own, and name that in brs_source_profile',
    place,
  }));
}

export const bypasses: Check = {
  run: (context) =>
    context.profiles
      .filter(({ isOurs }) => isOurs)
      .flatMap((standing) => [...role(standing), ...keys(standing, context)]),
};
