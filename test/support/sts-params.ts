/** What a request's parameter must be like, from the service model of STS 2011-06-15. */
interface Rule {
  readonly name: string;
  readonly field: string;
  readonly isRequired?: boolean;
  readonly length?: readonly [number, number];
  readonly range?: readonly [number, number];
  readonly pattern?: RegExp;
}

export type Params = Readonly<Record<string, string>>;

const LETTERS = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]';
const ARN = /^[\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u;
const NAME = /^[\w+=,.@-]*$/;
const MFA: readonly Rule[] = [
  { name: 'SerialNumber', field: 'serialNumber', length: [9, 256], pattern: /^[\w+=/:,.@-]*$/ },
  { name: 'TokenCode', field: 'tokenCode', length: [6, 6], pattern: /^[\d]*$/ },
];
const TAG_KEY = { length: [1, 128], pattern: new RegExp(`^${LETTERS}+$`, 'u') } as const;

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  AssumeRole: [
    { name: 'RoleArn', field: 'roleArn', isRequired: true, length: [20, 2048], pattern: ARN },
    { name: 'RoleSessionName', field: 'roleSessionName', isRequired: true, length: [2, 64], pattern: NAME },
    { name: 'PolicyArns.member.N.arn', field: 'policyArns.N.member.arn', length: [20, 2048], pattern: ARN },
    { name: 'Policy', field: 'policy', length: [1, Infinity], pattern: /^[\t\n\r\u0020-\u00FF]+$/ },
    { name: 'DurationSeconds', field: 'durationSeconds', range: [900, 43_200] },
    { name: 'Tags.member.N.Key', field: 'tags.N.member.key', isRequired: true, ...TAG_KEY },
    {
      name: 'Tags.member.N.Value',
      field: 'tags.N.member.value',
      isRequired: true,
      length: [0, 256],
      pattern: new RegExp(`^${LETTERS}*$`, 'u'),
    },
    { name: 'TransitiveTagKeys.member.N', field: 'transitiveTagKeys.N.member', ...TAG_KEY },
    { name: 'ExternalId', field: 'externalId', length: [2, 1224], pattern: /^[\w+=,.@:/-]*$/ },
    ...MFA,
    { name: 'SourceIdentity', field: 'sourceIdentity', length: [2, 64], pattern: NAME },
    {
      name: 'ProvidedContexts.member.N.ProviderArn',
      field: 'providedContexts.N.member.providerArn',
      length: [20, 2048],
    },
    {
      name: 'ProvidedContexts.member.N.ContextAssertion',
      field: 'providedContexts.N.member.contextAssertion',
      length: [4, 2048],
    },
  ],
  GetSessionToken: [{ name: 'DurationSeconds', field: 'durationSeconds', range: [900, 129_600] }, ...MFA],
  GetCallerIdentity: [],
};

const LIST_LIMITS: Readonly<Record<string, number>> = {
  Tags: 50,
  TransitiveTagKeys: 50,
  PolicyArns: 10,
  ProvidedContexts: 5,
};

export const ACTIONS: readonly string[] = Object.keys(RULES);

/** The members' numbers that a list parameter was sent with, such as 1 and 2 of `Tags.member.2.Key`. */
export function members(params: Params, list: string): number[] {
  const numbers = Object.keys(params).flatMap((name) => {
    const found = /^(\w+)\.member\.([1-9]\d*)(?:\.\w+)?$/.exec(name);
    return found?.[1] === list ? [Number(found[2])] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** A list parameter's values of one field, in the order of its members. */
export function valuesOf(params: Params, list: string, field?: string): string[] {
  const suffix = field === undefined ? '' : `.${field}`;
  return members(params, list).map((n) => params[`${list}.member.${n}${suffix}`] ?? '');
}

function faultOf(rule: Rule, value: string | undefined): string | undefined {
  if (value === undefined) return rule.isRequired === true ? 'Member must not be null' : undefined;
  const size = Array.from(value).length;
  const [shortest, longest] = rule.length ?? [0, Infinity];
  if (size < shortest) return `Member must have length greater than or equal to ${shortest}`;
  if (size > longest) return `Member must have length less than or equal to ${longest}`;
  if (rule.range !== undefined && Number(value) < rule.range[0]) {
    return `Member must have value greater than or equal to ${rule.range[0]}`;
  }
  if (rule.range !== undefined && Number(value) > rule.range[1]) {
    return `Member must have value less than or equal to ${rule.range[1]}`;
  }
  if (rule.pattern === undefined || rule.pattern.test(value)) return undefined;
  return `Member must satisfy regular expression pattern: ${rule.pattern.source.slice(1, -1)}`;
}

function faultsOf(rule: Rule, params: Params): string[] {
  const list = rule.name.includes('.member.N') ? rule.name.slice(0, rule.name.indexOf('.')) : undefined;
  const places = list === undefined ? [''] : members(params, list).map(String);
  return places.flatMap((n) => {
    const value = params[rule.name.replace('.N', `.${n}`)];
    const fault = faultOf(rule, value);
    if (fault === undefined) return [];
    const shown = value === undefined ? 'null' : `'${value}'`;
    return [`Value ${shown} at '${rule.field.replace('.N', `.${n}`)}' failed to satisfy constraint: ${fault}`];
  });
}

function listFaults(params: Params): string[] {
  return Object.entries(LIST_LIMITS).flatMap(([list, limit]) => {
    if (members(params, list).length <= limit) return [];
    const field = list.charAt(0).toLowerCase() + list.slice(1);
    return [`Value at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${limit}`];
  });
}

/** The names sent that the action does not have; AWS passes over some of these, a client never means to send one. */
export function unknownParams(action: string, params: Params): string[] {
  const known = new Set(['Action', 'Version', ...(RULES[action] ?? []).map((rule) => rule.name)]);
  return Object.keys(params).filter((name) => !known.has(name.replace(/\.member\.[1-9]\d*/, '.member.N')));
}

/** The text of a ValidationError for parameters outside the model's limits, if any are. */
export function validationFault(action: string, params: Params): string | undefined {
  const duration = params['DurationSeconds'];
  if (duration !== undefined && !/^-?\d{1,9}$/.test(duration)) return `${duration} is not a valid integer value`;
  const faults = [...(RULES[action] ?? []).flatMap((rule) => faultsOf(rule, params)), ...listFaults(params)];
  if (faults.length === 0) return undefined;
  return `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected: ${faults.join('; ')}`;
}
