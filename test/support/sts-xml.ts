import type { Reply } from './loopback';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** A tree of XML elements: text, or elements by name; undefined ones are left out. */
export interface Tree {
  readonly [name: string]: string | Tree | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for XML, the control characters that XML cannot carry left out. */
export function escapeXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uFFFD]/g, '').replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
}

export function toXml(tree: Tree, indent = ''): string {
  const lines = Object.entries(tree).map(([name, value]) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return `${indent}<${name}>${escapeXml(value)}</${name}>\n`;
    return `${indent}<${name}>\n${toXml(value, `${indent}  `)}${indent}</${name}>\n`;
  });
  return lines.join('');
}

export function stsResult(action: string, result: Tree, requestId: string): Reply {
  const tree = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  const name = `${action}Response`;
  return { status: 200, body: `<${name} xmlns="${NAMESPACE}">\n${toXml(tree, '  ')}</${name}>\n` };
}

export interface StsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export function stsError(error: StsError, requestId: string): Reply {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const tree = { Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId };
  return { status: error.status, body: `<ErrorResponse xmlns="${NAMESPACE}">\n${toXml(tree, '  ')}</ErrorResponse>\n` };
}
