/** Percent-encoding as SigV4 wants it: everything but the unreserved characters, in upper-case hex. */
function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function uriDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  const isFolder = /(^|\/)\.{0,2}$/.test(path);
  return `/${kept.join('/')}${isFolder && kept.length > 0 ? '/' : ''}`;
}

/** The canonical URI: encoded once for S3; normalised and encoded twice for all other services. */
export function canonicalPath(path: string, isS3: boolean): string {
  const sent = path === '' ? '/' : path;
  if (isS3)
    return sent
      .split('/')
      .map((part) => uriEncode(uriDecode(part)))
      .join('/');
  return withoutDotSegments(sent).split('/').map(uriEncode).join('/');
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The canonical query: names and values encoded anew and sorted, a name without a value with an empty one. */
export function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      const [first, second] = [name, value].map((part) => uriEncode(uriDecode(part.replaceAll('+', '%20'))));
      return { name: first ?? '', value: second ?? '' };
    });
  pairs.sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
  return pairs.map((pair) => `${pair.name}=${pair.value}`).join('&');
}
