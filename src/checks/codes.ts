/**
 * `error`: something fails now. `warning`: something goes another way than it was meant, or will fail elsewhere.
 * `note`: good to know. `ok`: all is well. Errors and warnings count as findings.
 */
export type Severity = 'error' | 'warning' | 'note' | 'ok';

export interface CodeRow {
  readonly verdict: Severity;
  /** In a line, for help and the documentation. */
  readonly means: string;
}

function error(means: string): CodeRow {
  return { verdict: 'error', means };
}
function warning(means: string): CodeRow {
  return { verdict: 'warning', means };
}
function note(means: string): CodeRow {
  return { verdict: 'note', means };
}

/** Every code there is, with what it means. Programs go by them: a code is never given to anything else. */
export const codes = {
  'config.unreadable': error("a shared file can't be read"),
  'config.bad-header': error('a header that is not closed: the lines below it count for nothing'),
  'config.bad-line': error('a line that is no "key = value": its profile fails'),
  'config.stray-line': warning('a line above the first header, which belongs to no profile'),
  'config.section-twice': warning('a section stands twice: boto3 and the AWS CLI refuse the file'),
  'config.key-twice': warning('a key stands twice: boto3 and the AWS CLI refuse the file'),
  'config.default-twice': warning('[default] and [profile default] are both there, and one counts for nothing'),
  'config.section-kind': warning("a profile is written as in the other file, so it isn't one"),
  'config.profile-name': note('a profile has a name that some SDKs drop'),
  'config.permissions': warning('others may read a file that holds secrets'),
  'config.writable': error('others may write a file that says which programs run'),

  'config.unknown-brs-key': error('there is no such key with the prefix brs_'),
  'config.misspelt-key': warning('a key is nearly one that is known'),
  'config.unknown-key': note('a key that neither AWS nor brs knows'),
  'config.value': error('a value that can never be right'),
  'config.odd-value': note('a value that looks odd, and is left to AWS'),

  'config.loop': error("profiles need each other's credentials"),
  'config.missing-profile': error('a profile names one that is not there'),
  'config.no-plan': error('a profile that gives no credentials, for another reason'),
  'config.no-source': note('a profile without credentials, that holds settings only'),
  'config.not-spoken': note("a profile of a kind that brs does not speak yet: it is the SDKs' alone"),
  'config.elsewhere': note('a profile that works only in a container, on an instance or in a job'),

  'bypass.role': warning("SDKs assume the profile's role themselves, without brs"),
  'bypass.keys': warning('SDKs take static keys of the profile, without brs'),
  'bypass.other': warning('SDKs take IAM Identity Center, a web identity or `aws login`, without brs'),

  'process.not-found': error('the program of a credential_process is not there'),
  'process.missing-profile': error('a credential_process asks brs for a profile that is not there'),
  'process.desktop-path': warning('programs started from a desktop do not find the program'),
  'process.quoted': note("a line that begins with a quote: Go's SDK 1 takes it for a single word"),

  'environment.keys': warning('variables hold keys that most SDKs take before any profile'),
  'environment.half-a-pair': error('one half of a key pair is set'),
  'environment.web-identity': warning('SDKs take a web identity before a profile'),
  'environment.missing-profile': error('a variable names a profile that is not there'),
  'environment.two-profiles': warning('AWS_PROFILE and AWS_DEFAULT_PROFILE differ, and SDKs disagree on which counts'),
  'environment.two-regions': warning('AWS_REGION and AWS_DEFAULT_REGION differ, and SDKs disagree on which counts'),
  'environment.missing-file': warning('a variable names a shared file that is not there'),
  'environment.value': error('a variable holds a value that can never be right'),
  'environment.unknown-variable': warning('there is no such variable with the prefix BRS_'),

  'node.too-old': error('Node is older than brs asks for'),
  'node.ending': note("this line of Node is at its end or near it; AWS's SDK for JavaScript warns, too"),
  'node.extra-certificates': note('NODE_EXTRA_CA_CERTS makes every start slower'),
  'node.bad-certificates': warning('NODE_EXTRA_CA_CERTS is no use, and Node says so on stderr'),

  'vault.store': { verdict: 'ok', means: 'where entries are kept, and how long a read took' },
  'vault.passing': note('nothing that is kept outlives the process'),
  'vault.files': note('there is no keychain: entries are in encrypted files'),
  'vault.locked': error('the keychain is locked'),
  'vault.silent': error('the keychain does not answer'),
  'vault.failed': error("entries can't be read for another reason"),
  'vault.slow': warning('a read takes longer than half a second'),
  'vault.unreadable': warning("entries that can't be read"),
  'vault.permissions': warning("others may look into brs's folder"),
  'vault.unwritable': error("brs's folder can't be written"),

  'clock.off': warning("this machine's clock is more than a minute off"),
  'clock.far-off': error('it is more than five minutes off: AWS refuses what it signs'),
  'endpoint.unreachable': error("STS can't be reached"),
  'endpoint.certificate': error("STS's certificate is not trusted"),
  'proxy.address': error('a proxy variable holds no usable address'),
  'proxy.refused': error('the proxy does not let STS through'),
  'proxy.metadata': warning('SDKs ask the proxy for the credentials of a container or instance'),
  'ca.unusable': error("a bundle of certificate authorities can't be used"),

  'leftover.exec': warning('files that a killed `brs exec` left'),
  'leftover.temporary': note('half-written files that a killed brs left'),
} as const satisfies Readonly<Record<string, CodeRow>>;

export type Code = keyof typeof codes;
