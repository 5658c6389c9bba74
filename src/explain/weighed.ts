import { namesOf, ownOnly, type Flags } from '../config/profile';
import { flagName, settingsTable, type SettingKey } from '../config/settings';
import type { Ignored } from './explanation';
import { isThere, placeOf, rawKeys, type RawFiles, type RawKey } from './raw';

/** A setting as it stands in the place that counts; without `raw` it is a flag. */
export interface Winner {
  readonly key: SettingKey;
  readonly value: string;
  readonly place: string;
  readonly raw?: RawKey;
}

/** A profile's written settings, weighed against each other: which one counts, and why others do not. */
export interface Weighed {
  readonly name: string;
  readonly winners: readonly Winner[];
  readonly ignored: readonly Ignored[];
}

const settingKeys = Object.keys(settingsTable) as SettingKey[];

interface Layer {
  readonly name: string;
  readonly keys: readonly RawKey[];
}

/** The profile and those it includes, nearest first; a circle or a missing one ends it, which the plan tells. */
function layersOf(raw: RawFiles, name: string, before: readonly string[] = []): Layer[] {
  const keys = rawKeys(raw, name);
  const included = namesOf('include_profile')
    .map((spelling) => keys.findLast(({ key }) => key === spelling))
    .find((key) => key !== undefined)?.value;
  const layer = { name, keys };
  const path = [...before, name];
  if (included === undefined || path.includes(included) || !isThere(raw, included)) return [layer];
  return [layer, ...layersOf(raw, included, path)];
}

/** Lines that a later one of the same name takes over, in this file or in the credentials file. */
function overwritten({ name, keys }: Layer): Ignored[] {
  return keys.flatMap((one) => {
    const last = keys.findLast(({ key }) => key === one.key) ?? one;
    if (last === one) return [];
    const why =
      last.file === one.file
        ? `stands again at ${placeOf(last)}, and the last one counts`
        : `stands in the credentials file, too, which goes first (${placeOf(last)})`;
    return [{ profile: name, key: one.key, place: placeOf(one), why }];
  });
}

function unknown({ name, keys }: Layer): Ignored[] {
  const known = new Set(settingKeys.flatMap(namesOf));
  return keys
    .filter(({ key }) => !known.has(key))
    .map((one) => {
      const ours = settingKeys.includes(one.key as SettingKey);
      const why = ours ? `brs reads it as brs_${one.key} only` : 'brs has no such setting';
      return {
        profile: name,
        key: one.key,
        place: placeOf(one),
        why: one.key.startsWith('brs_') || ours ? why : 'brs does not read it',
      };
    });
}

interface Candidate extends RawKey {
  readonly layer: string;
}

/** All that could count for one setting, in the order in which brs takes them. */
function candidates(key: SettingKey, layers: readonly Layer[]): Candidate[] {
  return layers.flatMap((layer) =>
    namesOf(key).flatMap((spelling) => {
      const found = layer.keys.findLast((one) => one.key === spelling);
      return found === undefined ? [] : [{ ...found, layer: layer.name }];
    }),
  );
}

interface Choice {
  readonly key: SettingKey;
  readonly flag: string | undefined;
  readonly found: readonly Candidate[];
  readonly name: string;
}

/** Why a candidate does not count. */
function whyNot(one: Candidate, { key, flag, found, name }: Choice): string | undefined {
  const own = found.find((other) => other.layer === name || !ownOnly.includes(key));
  if (one.layer !== name && ownOnly.includes(key)) return 'include_profile does not hand this one on';
  if (flag !== undefined) return `--${flagName(key)} is given`;
  if (one === own || own === undefined) return undefined;
  if (own.layer !== one.layer) return `profile ${own.layer} has its own (${placeOf(own)})`;
  return `${own.key} goes before it (${placeOf(own)})`;
}

/** `flags`: the ones that hold for this profile, which is the one that was chosen. */
export function weigh(raw: RawFiles, name: string, flags: Flags): Weighed {
  const layers = layersOf(raw, name);
  const winners: Winner[] = [];
  const ignored: Ignored[] = layers.flatMap((layer) => [...overwritten(layer), ...unknown(layer)]);
  for (const key of settingKeys) {
    const choice = { key, flag: flags[key], found: candidates(key, layers), name };
    if (choice.flag !== undefined) winners.push({ key, value: choice.flag, place: `--${flagName(key)}` });
    for (const one of choice.found) {
      const why = whyNot(one, choice);
      if (why === undefined) winners.push({ key, value: one.value, place: placeOf(one), raw: one });
      else ignored.push({ profile: one.layer, key: one.key, place: placeOf(one), why });
    }
  }
  return { name, winners, ignored };
}

export function winnerOf(weighed: Weighed | undefined, key: SettingKey): Winner | undefined {
  return weighed?.winners.find((winner) => winner.key === key);
}
