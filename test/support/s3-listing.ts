import { createHash } from 'node:crypto';
import type { Reply } from './loopback';
import { escapeXml, toXml, type Tree } from './sts-xml';

/** The texts of a bucket's objects by key. */
export type Bucket = Map<string, string>;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const MODIFIED = '2026-01-02T03:04:05.000Z';

const etag = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;
const document = (name: string, body: string): Reply => ({
  status: 200,
  body: `${HEAD}<${name} xmlns="${NAMESPACE}">\n${body}</${name}>`,
});

export function listBuckets(names: readonly string[], query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? '';
  const limit = Number(query.get('max-buckets') ?? 10_000);
  const after = query.get('continuation-token') ?? '';
  const wanted = [...names].sort().filter((name) => name.startsWith(prefix) && name > after);
  const shown = wanted.slice(0, limit);
  const buckets = shown.map((name) => toXml({ Bucket: { Name: name, CreationDate: MODIFIED } }, '  ')).join('');
  const owner = toXml({ Owner: { ID: '0'.repeat(64), DisplayName: 'example' } }, '  ');
  const next = wanted.length > shown.length ? toXml({ ContinuationToken: shown.at(-1) }, '  ') : '';
  return document('ListAllMyBucketsResult', `${owner}  <Buckets>\n${buckets}  </Buckets>\n${next}`);
}

interface Listing {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

function entriesOf(bucket: Bucket, query: URLSearchParams): Listing {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? '';
  const keys: string[] = [];
  const prefixes = new Set<string>();
  for (const key of [...bucket.keys()].sort()) {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = at < 0 ? key : key.slice(0, at + delimiter.length);
    if (!key.startsWith(prefix) || entry <= after) continue;
    if (at < 0) keys.push(key);
    else prefixes.add(entry);
  }
  return { keys, prefixes: [...prefixes] };
}

/** ListObjectsV2, ListObjects or GetBucketLocation, as the query asks. */
export function listObjects(name: string, bucket: Bucket, query: URLSearchParams): Reply {
  if (query.has('location')) return { status: 200, body: `${HEAD}<LocationConstraint xmlns="${NAMESPACE}"/>` };
  const isV2 = query.get('list-type') === '2';
  const encode = (text: string): string =>
    query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
  const limit = Number(query.get('max-keys') ?? 1000);
  const found = entriesOf(bucket, query);
  const all = [...found.keys, ...found.prefixes].sort();
  const shown = all.slice(0, limit);
  const isTruncated = all.length > shown.length;
  const more = isV2 ? 'NextContinuationToken' : 'NextMarker';
  const head: Tree = {
    Name: name,
    Prefix: encode(query.get('prefix') ?? ''),
    Delimiter: query.get('delimiter') ?? undefined,
    EncodingType: query.get('encoding-type') ?? undefined,
    MaxKeys: String(limit),
    KeyCount: isV2 ? String(shown.length) : undefined,
    IsTruncated: String(isTruncated),
    [more]: isTruncated ? shown.at(-1) : undefined,
  };
  const entries = shown.map((entry) => {
    const text = bucket.get(entry);
    if (text === undefined) return `<CommonPrefixes><Prefix>${escapeXml(encode(entry))}</Prefix></CommonPrefixes>\n`;
    const size = String(Buffer.byteLength(text));
    const facts = { Key: encode(entry), LastModified: MODIFIED, ETag: etag(text), Size: size };
    return toXml({ Contents: { ...facts, StorageClass: 'STANDARD' } });
  });
  return document('ListBucketResult', toXml(head) + entries.join(''));
}

export function readObject(bucket: Bucket, key: string): Reply | undefined {
  const text = bucket.get(key);
  if (text === undefined) return undefined;
  const headers = { 'Content-Type': 'text/plain', ETag: etag(text), 'Last-Modified': new Date(MODIFIED).toUTCString() };
  return { status: 200, headers, body: text };
}
