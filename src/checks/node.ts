import { expandHome } from '../system/folders';
import type { System } from '../system/system';
import type { Check, Finding } from './check';

/** package.json's `engines`. */
export const leastVersion = '20.19';

/** When each line gets no more fixes. Source: github.com/nodejs/release, schedule.json. */
const ends: Readonly<Record<number, string>> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' };
const nearMs = 90 * 24 * 3_600_000;

function version({ nodeVersion, clock }: System): Finding[] {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastVersion.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    const what = `this is Node ${nodeVersion}; brs asks for ${leastVersion} or later`;
    return [{ code: 'node.too-old', what, advice: 'install a later Node, then brs again' }];
  }
  const end = ends[major];
  if (end === undefined || clock.now() < Date.parse(end) - nearMs) return [];
  const when = clock.now() < Date.parse(end) ? `gets no more fixes from ${end} on` : `has had no fixes since ${end}`;
  const what = `Node ${major} ${when}, and AWS's SDK for JavaScript warns of it`;
  return [{ code: 'node.ending', what, advice: 'install a later Node; then `brs release --all && brs adopt --all`' }];
}

/** Read by Node itself at its start, before anything of brs runs. */
function certificates({ env, files, home, nodeVersion }: System): Finding[] {
  const path = env['NODE_EXTRA_CA_CERTS'];
  if (!path) return [];
  const place = 'NODE_EXTRA_CA_CERTS';
  let text = '';
  try {
    text = files.read(expandHome(path, home))?.toString('latin1') ?? '';
  } catch {
    // Told like an empty one.
  }
  if (!/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) {
    const what = `NODE_EXTRA_CA_CERTS names ${path}, which holds no certificate: Node says so on stderr, where some SDKs choke on it`;
    return [{ code: 'node.bad-certificates', what, advice: 'correct it, or unset it', place }];
  }
  // Measured: Node 20 reads the whole bundle at every start, 60 ms for Debian's, where a bare start takes 20.
  if (Number(nodeVersion.split('.')[0]) > 20) return [];
  const what =
    'NODE_EXTRA_CA_CERTS is set: Node 20 reads that file at every start, which more than doubles the time it takes';
  const advice =
    'give brs the file in AWS_CA_BUNDLE or ca_bundle, which it reads only when it calls STS, and unset NODE_EXTRA_CA_CERTS';
  return [{ code: 'node.extra-certificates', what, advice, place }];
}

export const node: Check = { run: ({ system }) => [...version(system), ...certificates(system)] };
