import { escapeName } from '../config/canonical';
import type { Line } from '../config/lines';
import type { Check, Finding } from './check';
import { isKnown } from './known-keys';
import { placeOf, shownSection, type SharedText } from './shared-text';

/** Lines that are no header, property, continuation or comment. */
function brokenLines(text: SharedText): Finding[] {
  const headers = text.badHeaders.map((line) => ({
    code: 'config.bad-header' as const,
    what: 'this begins like a section header and is none, so the lines below it count for nothing',
    advice: 'close it with ], or put # before it',
    place: `${text.path}:${line}`,
  }));
  const lines = [...text.sections].flatMap(([name, { unreadable }]) =>
    unreadable.map((line) => ({
      code: 'config.bad-line' as const,
      what: `this line of [${shownSection(name)}] is no "key = value": the profile fails, and boto3 and Java's SDK refuse the file`,
      advice: 'write it as "key = value", or put # before it',
      place: `${text.path}:${line}`,
    })),
  );
  return [...headers, ...lines];
}

function strayLines(text: SharedText): Finding[] {
  const firstHeader = text.lines.find(({ kind }) => kind === 'header' || kind === 'bad header')?.at ?? Infinity;
  const stray = text.lines.find(({ kind, at }) => kind === 'property' && at < firstHeader);
  if (stray === undefined) return [];
  const what = 'this line stands above the first header, so it belongs to no profile';
  return [{ code: 'config.stray-line', what, advice: 'move it into a profile', place: placeOf(text, stray) }];
}

/** Everything that stands twice: botocore's parser is strict (configloader.py, RawConfigParser). */
function twice(text: SharedText): Finding[] {
  const seen = new Map<string, Line>();
  return text.lines.flatMap((line): Finding[] => {
    const { kind, section = '', property, at } = line;
    if (kind !== 'header' && property === undefined) return [];
    const name = kind === 'header' ? `[${section}]` : `[${section}] ${property?.key ?? ''}`;
    const before = seen.get(name);
    seen.set(name, line);
    if (before === undefined) return [];
    const code = kind === 'header' ? 'config.section-twice' : 'config.key-twice';
    const shown =
      kind === 'header' ? `[${shownSection(section)}]` : `${property?.key ?? ''} of [${shownSection(section)}]`;
    const what = `${shown} stands in line ${before.at + 1}, too: boto3 and the AWS CLI refuse the file`;
    const advice = kind === 'header' ? 'make one section of the two' : 'take one of the lines away';
    return [{ code, what, advice, place: `${text.path}:${at + 1}` }];
  });
}

function twoDefaults(text: SharedText): Finding[] {
  const plain = text.sections.get('default');
  if (text.file !== 'config' || plain === undefined || !text.sections.has('profile default')) return [];
  const what = '[profile default] takes the place of this section, and its lines count for nothing';
  const place = `${text.path}:${plain.line}`;
  return [{ code: 'config.default-twice', what, advice: 'put the lines of both under one header', place }];
}

/** The AWS CLI's own. */
const cliSections = ['plugins', 'preview'];

/** `[prod]` in the config file, `[profile prod]` in the credentials file. */
function otherKind(text: SharedText): Finding[] {
  return [...text.sections].flatMap(([name, { line, keys }]): Finding[] => {
    const shown = shownSection(name);
    const prefixed = name.startsWith('profile ');
    const wrong = text.file === 'config' ? !name.includes(' ') && name !== 'default' : prefixed;
    // Tools keep sections of their own there: one that holds a profile's keys is meant for a profile.
    if (!wrong || cliSections.includes(name) || ![...keys.keys()].some(isKnown)) return [];
    const right = text.file === 'config' ? `[profile ${shown}]` : `[${shown.replace(/^profile /, '')}]`;
    const what = `[${shown}] is no profile in the ${text.file} file, and its lines count for nothing`;
    return [{ code: 'config.section-kind', what, advice: `write ${right}`, place: `${text.path}:${line}` }];
  });
}

/** What the SDKs' test data allow. */
const plainName = /^[\w\-/.%@:+]+$/;

function oddNames(text: SharedText, profiles: readonly { readonly name: string }[]): Finding[] {
  return profiles.flatMap(({ name }): Finding[] => {
    const section = text.file === 'config' && name !== 'default' ? `profile ${escapeName(name)}` : escapeName(name);
    const line = text.sections.get(section)?.line;
    if (line === undefined || plainName.test(name)) return [];
    const what = `the profile "${name}" has a name that some SDKs (Rust, Kotlin) drop`;
    const advice = 'use letters, digits and - _ / . % @ : + only, where programs with those SDKs need it';
    return [{ code: 'config.profile-name', what, advice, place: `${text.path}:${line}` }];
  });
}

export const configFiles: Check = {
  run: ({ texts, unreadable, profiles }) => {
    if (unreadable !== undefined) {
      return [{ code: 'config.unreadable', what: unreadable.message, advice: unreadable.hint }];
    }
    return [texts.config, texts.credentials].flatMap((text) => [
      ...brokenLines(text),
      ...strayLines(text),
      ...twice(text),
      ...twoDefaults(text),
      ...otherKind(text),
      ...oddNames(text, profiles),
    ]);
  },
};
