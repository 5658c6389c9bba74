/**
 * Milliseconds since the epoch of a time as AWS's services and tools write it: ISO 8601 with `Z`, an offset or a
 * fraction, the suffix `UTC` of old CLI caches; undefined for anything else. A time without a zone is refused:
 * it means another moment on every machine.
 */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, date = '', clock = '', fraction = '', zone = 'Z'] = match;
  const offset = /^(Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?/, '$1:');
  // V8 would take 30 February for 2 March.
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const at = Date.parse(`${date}T${clock}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}

/** `2026-01-31T08:09:10Z`: no fraction and no offset, which is what every SDK reads. */
export function formatTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
