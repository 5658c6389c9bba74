import type { Check, Finding } from './check';
import type { Code } from './codes';
import { brsKeys, isKnown, profileKeys, ssoSessionKeys } from './known-keys';
import { nearest } from './nearest';
import { placeOfOrigin, shownSection, type SharedText } from './shared-text';

interface Unknown {
  readonly key: string;
  readonly where: string;
  readonly place: string;
}

function finding({ key, where, place }: Unknown, known: readonly string[]): Finding {
  const ours = key.startsWith('brs_');
  const meant = nearest(key, ours ? brsKeys : known);
  const code: Code = ours
    ? 'config.unknown-brs-key'
    : meant === undefined
      ? 'config.unknown-key'
      : 'config.misspelt-key';
  const nobody = ours ? 'brs knows no key' : 'neither AWS nor brs knows the key';
  return {
    code,
    what: `${nobody} ${key} (${where})`,
    advice:
      meant === undefined
        ? 'take it away, unless another program reads it'
        : `write ${meant}, if that is what is meant`,
    place,
  };
}

function ssoSessions({ sections, path }: SharedText): Finding[] {
  return [...sections].flatMap(([name, { keys }]) => {
    if (!name.startsWith('sso-session ')) return [];
    const unknown = [...keys].filter(([key]) => !ssoSessionKeys.includes(key));
    return unknown.map(([key, line]) =>
      finding({ key, where: `[${shownSection(name)}]`, place: `${path}:${line}` }, ssoSessionKeys),
    );
  });
}

export const configKeys: Check = {
  run: ({ profiles, texts }) => [
    ...profiles.flatMap(({ name, section }) =>
      [...section]
        .filter(([key]) => !isKnown(key))
        .map(([key, { origin }]) =>
          finding({ key, where: `profile ${name}`, place: placeOfOrigin(origin) }, profileKeys),
        ),
    ),
    ...ssoSessions(texts.config),
  ],
};
