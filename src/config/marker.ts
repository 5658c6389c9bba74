import { quotedName } from './own-line';

/** What adopt did to a profile in one file: the comment that it leaves there, by which release undoes it. */
export interface Marker {
  /** Keys that got the prefix. */
  readonly keys: readonly string[];
  /** Whether the credential_process behind it was added. */
  readonly line: boolean;
}

/** `# adopted by brs: prefix on role_arn, source_profile; line below added (brs release prod)` */
export function markerText({ keys, line }: Marker, name: string): string {
  const did = [...(keys.length === 0 ? [] : [`prefix on ${keys.join(', ')}`]), ...(line ? ['line below added'] : [])];
  return `# adopted by brs: ${did.join('; ')} (brs release ${quotedName(name)})`;
}

export function readMarker(text: string): Marker | undefined {
  const [, did] = /^#\s*adopted by brs: (.+) \(brs release .*\)\s*$/.exec(text) ?? [];
  if (did === undefined) return undefined;
  const parts = did.split(';').map((part) => part.trim());
  const [, keys = ''] = parts.map((part) => /^prefix on (.+)$/.exec(part)).find((found) => found !== null) ?? [];
  return { keys: keys.split(/[\s,]+/).filter((key) => key !== ''), line: parts.includes('line below added') };
}
