import { Secret } from '../core/secret';
import { parseObject, type Json, type JsonObject } from '../core/json';
import { parseDuration } from '../core/duration';
import { hasControl } from '../core/printable';
import { parseTime } from '../core/time';
import { splitCommand } from './command-line';

/** Why a written value can never be right, as the end of a sentence: "… must be a whole number". */
export class Wrong extends Error {}

export interface ReadPorts {
  readonly platform: NodeJS.Platform;
  /** The text of a file named in a `file://` value. */
  readonly readFile: (path: string) => string;
}

export interface Reader<T> {
  (text: string, ports: ReadPorts): T;
  /** The only values there are, where they can be named. */
  readonly choices?: readonly string[];
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Characters allowed, as STS's model gives them. */
  readonly pattern?: RegExp;
}

export function text({ min = 1, max = 65_536, pattern }: TextLimits = {}): Reader<string> {
  return (value) => {
    if (value === '') throw new Wrong('is empty');
    if (hasControl(value)) throw new Wrong('holds a line feed or another control character');
    if (value.length < min || value.length > max) throw new Wrong(`must have ${min} to ${max} characters`);
    if (pattern !== undefined && !pattern.test(value)) throw new Wrong(`must match ${pattern.source}`);
    return value;
  };
}

export const secret: Reader<Secret> = (value, ports) => new Secret(text()(value, ports));

export function integer(min: number, max: number): Reader<number> {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) throw new Wrong(`must be a whole number from ${min} to ${max}`);
    return number;
  };
}

/** Seconds: a plain number, or `45m`, `1h30m`. */
export function seconds(min: number, max: number): Reader<number> {
  return (value) => {
    const number = parseDuration(value);
    if (number === undefined || number < min || number > max) {
      throw new Wrong(`must be from ${min} to ${max} seconds, as a number or like 45m`);
    }
    return number;
  };
}

/** A moment, as milliseconds since the epoch. */
export const time: Reader<number> = (value) => {
  const at = parseTime(value);
  if (at === undefined) throw new Wrong('must be a time like 2026-01-31T08:09:10Z');
  return at;
};

function readBoolean(value: string): boolean {
  if (/^true$/i.test(value)) return true;
  if (/^false$/i.test(value)) return false;
  throw new Wrong('must be true or false');
}

export const boolean: Reader<boolean> = Object.assign(readBoolean, { choices: ['true', 'false'] });

export function oneOf<const T extends string>(allowed: readonly T[]): Reader<T> {
  const read = (value: string): T => {
    const found = allowed.find((name) => name === value);
    if (found === undefined) throw new Wrong(`must be one of ${allowed.join(', ')}`);
    return found;
  };
  return Object.assign(read, { choices: allowed });
}

/** Words separated by commas; blanks around them are dropped. */
export function list(item: Reader<string>, max: number): Reader<readonly string[]> {
  return (value, ports) => {
    const words = value.split(',').map((word) => word.trim());
    if (words.length > max) throw new Wrong(`may name at most ${max}`);
    return words.map((word) => item(word, ports));
  };
}

export const url: Reader<string> = (value) => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) throw new Wrong('must be an http or https URL');
  return value;
};

export const command: Reader<readonly string[]> = (value, ports) => {
  const words = splitCommand(text()(value, ports), ports.platform);
  if (words === undefined) throw new Wrong('is no command (empty, or a quote is left open)');
  return words;
};

/** The value itself, or the text of the file behind `file://`. */
function orFile(value: string, ports: ReadPorts): string {
  return value.startsWith('file://') ? ports.readFile(value.slice('file://'.length)) : value;
}

/** A JSON object kept as its text: STS measures and reads it itself. */
export const jsonText: Reader<string> = (value, ports) => {
  const content = orFile(value, ports).trim();
  if (parseObject(content) === undefined) throw new Wrong('must be a JSON object, or file:// and the path of one');
  return content;
};

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** `team=a,stage=dev`, or a JSON object where a value holds a comma. Limits: AssumeRole's model, 50 tags. */
export const tags: Reader<readonly Tag[]> = (value, ports) => {
  const object = value.trimStart().startsWith('{') ? parseObject(value) : undefined;
  const pairs: (readonly [string, Json | undefined])[] =
    object === undefined ? value.split(',').map(tagPair) : Object.entries(object);
  if (pairs.length > 50) throw new Wrong('may have at most 50 tags');
  if (new Set(pairs.map(([key]) => key.toLowerCase())).size < pairs.length) throw new Wrong('names a tag twice');
  return pairs.map(([key, content]) => {
    if (typeof content !== 'string' || content.length > 256) {
      throw new Wrong(`needs a text of at most 256 characters for the tag ${key}`);
    }
    return { key: text({ max: 128 })(key, ports), value: content };
  });
};

function tagPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  if (at < 0) throw new Wrong('must be like team=a,stage=dev or a JSON object');
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

export interface ProvidedContext {
  readonly providerArn: string;
  readonly contextAssertion: Secret;
}

/** AssumeRole's own JSON: `[{"ProviderArn": …, "ContextAssertion": …}]`, at most 5, or a file of it. */
export const providedContexts: Reader<readonly ProvidedContext[]> = (value, ports) => {
  const wrong = new Wrong('must be a JSON list of {"ProviderArn", "ContextAssertion"}, or file:// and its path');
  const items = parseObject(`{"items":${orFile(value, ports)}}`)?.['items'];
  if (!Array.isArray(items) || items.length === 0 || items.length > 5) throw wrong;
  return (items as readonly (JsonObject | null)[]).map((item) => {
    const { ProviderArn: providerArn, ContextAssertion: assertion } = item ?? {};
    if (typeof providerArn !== 'string' || typeof assertion !== 'string') throw wrong;
    return { providerArn, contextAssertion: new Secret(assertion) };
  });
};
