import { randomBytes } from 'node:crypto';

/**
 * Windows' Credential Manager takes at most 2,560 bytes per item (wincred.h, CRED_MAX_CREDENTIAL_BLOB_SIZE). A longer
 * entry goes into parts: `name` holds `parts:<count>:<mark>`, and `name#1` … hold `<mark>:<text>`. The mark ties them
 * together, so that parts of two writes are never taken for one entry.
 */
const windowsLimit = 2_560;
const maxParts = 16;

export interface Part {
  readonly name: string;
  readonly value: string;
}

export function partNames(name: string): string[] {
  return Array.from({ length: maxParts }, (_, index) => `${name}#${index + 1}`);
}

/** The items to write, the one that makes the entry visible last; undefined for what is too long even in parts. */
export function splitParts(name: string, value: string, platform: NodeJS.Platform): Part[] | undefined {
  if (platform !== 'win32' || value.length <= windowsLimit) return [{ name, value }];
  const mark = randomBytes(6).toString('hex');
  const room = windowsLimit - mark.length - 1;
  const texts = value.match(new RegExp(`.{1,${room}}`, 'g')) ?? [];
  if (texts.length > maxParts) return undefined;
  const parts = texts.map((text, index) => ({ name: `${name}#${index + 1}`, value: `${mark}:${text}` }));
  return [...parts, { name, value: `parts:${texts.length}:${mark}` }];
}

/** The whole value; undefined where there is none, or where parts are missing or belong to another write. */
export async function joinParts(
  name: string,
  read: (name: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const first = await read(name);
  const [, count, mark] = /^parts:(\d+):([0-9a-f]+)$/.exec(first ?? '') ?? [];
  if (count === undefined || mark === undefined) return first;
  let whole = '';
  for (const part of partNames(name).slice(0, Number(count))) {
    const text = await read(part);
    if (text?.startsWith(`${mark}:`) !== true) return undefined;
    whole += text.slice(mark.length + 1);
  }
  return whole;
}
