// Shared files as people have them, by what is odd about each. All keys are made up.
export interface SharedTexts {
  readonly config: string;
  readonly credentials?: string;
}

const role = 'arn:aws:iam::111122223333:role/Deploy';
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const plain = `[profile base]
region = eu-west-1

[profile prod]
role_arn = ${role}
source_profile = base
region = eu-west-1
`;
const keys = `[base]
aws_access_key_id = AKIAEXAMPLE000000001
aws_secret_access_key = made-up/secret
`;

export const sharedTexts: Readonly<Record<string, SharedTexts>> = {
  'a plain one': { config: plain, credentials: keys },
  'line ends of Windows': { config: crlf(plain), credentials: crlf(keys) },
  'no line feed at the end': { config: plain.trimEnd(), credentials: keys.trimEnd() },
  'line ends of Windows, and none at the end': { config: crlf(plain).trimEnd() },
  'a byte order mark': { config: `\uFEFF${plain}` },
  'a byte order mark right before the profile': {
    config: `\uFEFF[profile prod]\nrole_arn=${role}\nsource_profile=x\n`,
  },
  'mixed line ends': { config: plain.replace('source_profile = base\n', 'source_profile = base\r\n') },
  'mixed line ends, the header’s of Windows': { config: plain.replace('[profile prod]\n', '[profile prod]\r\n') },
  'tabs and no blanks': { config: `[profile\tprod]\nrole_arn\t=\t${role}\nsource_profile\t=base\t\n[profile base]\n` },
  'no blanks round the equals sign': { config: `[profile prod]\nrole_arn=${role}\nsource_profile=base\n` },
  'aligned columns': {
    config: `[profile prod]\nrole_arn          = ${role}\nsource_profile    = base\nregion   = x\n`,
  },
  'keys in capitals': {
    config: `[profile prod]\nROLE_ARN = ${role}\nSource_Profile = base\nDURATION_Seconds = 3600\n`,
  },
  'comments in odd places': {
    config: `# top\n; other\n[profile prod] # the big one\n# before\nrole_arn = ${role} # the role\n;between\n\n# and\nsource_profile = base ; keys\n#end`,
  },
  'blank lines and blanks alone on lines': {
    config: `\n\n[profile prod]\n\n   \nrole_arn = ${role}\n\n\t\nsource_profile = base\n\n\n`,
  },
  'nested keys': {
    config: `[profile prod]\ns3 =\n  max_concurrent_requests = 20\n  role_arn = not this one\nrole_arn = ${role}\nsource_profile = base\nec2 =\n\tx = y\n`,
  },
  'a value with # and ;': {
    config: `[profile prod]\nrole_arn = ${role}\nexternal_id = a=b:c,d@e\nsource_profile = base#1;2\n[profile base#1;2]\n`,
  },
  'sections twice': {
    config: `[profile prod]\nrole_arn = ${role}\n[profile other]\nregion = x\n[profile prod]\nsource_profile = base\nrole_arn = ${role}2\n`,
  },
  'the default profile': { config: `[default]\nrole_arn = ${role}\nsource_profile = base\n`, credentials: keys },
  'the default profile with its prefix': { config: `[profile default]\nrole_arn = ${role}\nsource_profile = base\n` },
  'the default profile in both files': {
    config: `[default]\nregion = eu-west-1\nmfa_serial = arn:aws:iam::111122223333:mfa/ann\n`,
    credentials: `[default]\nrole_arn = ${role}\ncredential_source = Environment\n`,
  },
  'a name in double quotes': { config: `[profile "my own"]\nrole_arn = ${role}\nsource_profile = base\n` },
  'a name in single quotes': { config: `[profile 'my own']\nrole_arn = ${role}\nsource_profile = base\n` },
  'a name with blanks': { config: `[ profile   my own ]\nrole_arn = ${role}\nsource_profile = base\n` },
  'names with odd characters': {
    config: `[profile a.b@c/d:e+f=g,h]\nrole_arn = ${role}\nsource_profile = base\n[profile müller]\ncredential_process = mint\n`,
  },
  'the credentials file alone': {
    config: '',
    credentials: `${keys}[prod]\nrole_arn = ${role}\nsource_profile = base\n`,
  },
  'role keys in both files': {
    config: `[profile prod]\nrole_arn = ${role}\nduration_seconds = 900\n`,
    credentials: `[prod]\nsource_profile = base\nrole_arn = ${role}2\n${keys}`,
  },
  'a program in both files': {
    config: `[profile prod]\ncredential_process = /opt/mint --team a\n`,
    credentials: `[prod]\ncredential_process = "/opt/my tools/mint" b\n`,
  },
  'a program and brs, which wins': {
    config: `[profile prod]\ncredential_process = mint\ncredential_process = brs creds --profile prod\nrole_arn = ${role}\nsource_profile = base\n`,
  },
  'brs and a program, which wins': {
    config: `[profile prod]\ncredential_process = brs creds --profile prod\n`,
    credentials: `[prod]\ncredential_process = mint\n`,
  },
  'brs’s keys already, and no line': { config: `[profile prod]\nbrs_role_arn = ${role}\nbrs_source_profile = base\n` },
  'brs’s program, and no line': { config: `[profile prod]\nbrs_command = mint a` },
  'half of it done by hand': {
    config: `[profile prod]\ncredential_process = brs creds --profile prod\nbrs_role_arn = ${role}\nsource_profile = base\n`,
  },
  'a property before any section': {
    config: `region = x\nrole_arn = nobody's\n[profile prod]\nrole_arn = ${role}\nsource_profile = base\n`,
  },
  'a header that is not closed': {
    config: `[profile prod]\nrole_arn = ${role}\nsource_profile = base\n[profile broken\nrole_arn = nobody's\n`,
  },
  'a header at the end': { config: `${plain}[profile empty]`, credentials: `${keys}[empty]` },
  'a header at the end, whose keys stand elsewhere': {
    config: '[other]\nrole_arn = nobody’s\n[profile prod]',
    credentials: `[prod]\nrole_arn = ${role}\nsource_profile = base`,
  },
  'a header alone, whose keys stand elsewhere': {
    config: '[profile prod]',
    credentials: `[prod]\r\nrole_arn = ${role}\r\nsource_profile = base`,
  },
  'what only aws-vault reads': {
    config: `[profile shared]\nmfa_serial = arn:aws:iam::111122223333:mfa/ann\nsource_profile = base\nmfa_process = code\n[profile prod]\ninclude_profile = shared\nrole_arn = ${role}\n`,
  },
  'other sections of the same name': {
    config: `[sso-session prod]\nsso_region = x\n[services prod]\nsts =\n  endpoint_url = http://127.0.0.1:1\n[prod]\nrole_arn = nobody's\n[profile prod]\nrole_arn = ${role}\nsource_profile = base\n`,
  },
  'unknown keys': {
    config: `[profile prod]\nrole_arn = ${role}\nsource_profile = base\ncli_pager =\nx-Own.Key = a = b\ncli_follow_urlparam = false\n`,
  },
};
