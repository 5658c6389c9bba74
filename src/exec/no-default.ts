import type { Section, SharedConfig } from '../config/files';
import type { Variable } from '../core/variables';

/** Keys by which an SDK gets credentials from a profile, before it would ask a container's endpoint. */
const selecting =
  /^(brs_.*|role_arn|source_profile|credential_source|credential_process|web_identity_token_file|login_session|sso_.*|aws_(access_key_id|secret_access_key|session_token|security_token|account_id)|role_session_name|duration_seconds|external_id|mfa_serial|include_profile|mfa_process)$/;

/** Whether SDKs would take credentials from `[default]` instead of asking the endpoint. */
export function defaultStandsInTheWay(config: SharedConfig): boolean {
  const section = config.profile('default');
  return section !== undefined && [...section.keys()].some((key) => selecting.test(key) && !key.startsWith('brs_'));
}

/** Whether the profile has settings that a variable does not carry: an endpoint, FIPS, retries, output … */
export function hasOtherSettings(config: SharedConfig, profile: string): boolean {
  return [...(config.profile(profile)?.keys() ?? [])].some((key) => key !== 'region' && !selecting.test(key));
}

/** The section's other settings as lines of a config file, nested ones below their key. */
function otherLines(section: Section | undefined): string[] {
  const lines = new Map<string, string[]>();
  for (const [key, { value }] of section ?? []) {
    const [outer = '', ...inner] = key.split('.');
    if (selecting.test(outer)) continue;
    const head = `${outer} =`;
    const above = lines.get(outer);
    if (inner.length === 0) lines.set(key, [`${head} ${value.replaceAll('\n', '\n  ')}`.trimEnd()]);
    else lines.set(outer, [...(above?.[0] === head ? above : [head]), `  ${inner.join('.')} = ${value}`]);
  }
  return [...lines.values()].flat();
}

interface Wanted {
  readonly config: SharedConfig;
  /** The config file as it is. */
  readonly text: string;
  /** The profile whose other settings (output, retries, endpoints …) the child shall have. */
  readonly profile: string;
}

/**
 * A config file for the child, and the profile in it to choose: the person's own with a profile at its end that has no
 * credentials. With AWS_PROFILE naming that one every SDK leaves `[default]` alone, and goes on to the endpoint.
 */
export function configWithout({ config, text, profile }: Wanted): { text: string; profile: string } {
  const taken = config.profileNames();
  let name = 'brs-exec';
  for (let count = 2; taken.includes(name); count += 1) name = `brs-exec-${count}`;
  const lines = otherLines(config.profile(profile));
  // SDKs don't read the key of ours: it sends brs itself to the endpoint, too.
  const own = [`[profile ${name}]`, 'brs_source = ecs', ...lines].join('\n');
  return { text: `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${own}\n`, profile: name };
}

/** What makes the child take that file. */
export function configVariables(path: string, profile: string): Variable[] {
  return [
    { name: 'AWS_CONFIG_FILE', value: path },
    { name: 'AWS_PROFILE', value: profile },
  ];
}
