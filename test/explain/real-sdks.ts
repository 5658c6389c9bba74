// The real SDKs, asked for the credentials of many profiles: each answers with an access key or an error.
import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { programUnderTest, type Sandbox } from '../support/sandbox';
import type { Answers } from './sdk-answers';

/** One profile to ask for: the variables that lead to it. */
export interface Question {
  readonly env: Readonly<Record<string, string>>;
}

export type Answer = { readonly key: string } | { readonly error: string };

export interface RealSdk {
  readonly name: string;
  /** Of the table of verdicts. */
  readonly sdk: 'botocore' | 'JavaScript' | 'Go' | 'Java';
  readonly needs: readonly string[];
  ask(questions: readonly Question[], stage: Stage): Promise<Answer[]>;
}

export interface Stage {
  readonly box: Sandbox;
  readonly answers: Answers;
}

const python = `
import io, json, os, sys
import boto3, botocore.session
start = dict(os.environ)
for line in sys.stdin.read().splitlines():
    sys.stdin = io.StringIO('123456\\n' * 9)
    os.environ.clear()
    os.environ.update(start, **json.loads(line))
    try:
        found = botocore.session.Session().get_credentials()
        print(json.dumps({'key': found.get_frozen_credentials().access_key} if found else {'error': 'none'}))
    except BaseException as error:
        print(json.dumps({'error': repr(error)}))
`;

const script = `
console.warn = () => undefined;
process.emitWarning = () => undefined;
process.on('unhandledRejection', () => undefined);
const { defaultProvider } = require(process.argv[2]);
const start = { ...process.env };
(async () => {
  for await (const line of require('node:readline').createInterface({ input: process.stdin })) {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, start, JSON.parse(line));
    const answer = await defaultProvider({})().then(
      ({ accessKeyId }) => ({ key: accessKeyId }),
      (error) => ({ error: String(error) }),
    );
    console.log(JSON.stringify(answer));
  }
})();
`;

/** One process for all questions, a line each; without a terminal, which botocore would ask at. */
async function inOneProcess(
  command: readonly string[],
  questions: readonly Question[],
  box: Sandbox,
): Promise<Answer[]> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: box.env,
    cwd: box.home,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdin.end(questions.map(({ env }) => `${JSON.stringify(env)}\n`).join(''));
  await new Promise((resolve) => child.once('close', resolve));
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

/** A process for each question, which prints a key or an error. */
async function oneByOne(command: readonly string[], questions: readonly Question[], box: Sandbox): Promise<Answer[]> {
  const [program = '', ...args] = command;
  const found: Answer[] = [];
  for (const { env } of questions) {
    const run = promisify(execFile)(program, args, { env: { ...box.env, ...env }, cwd: box.home });
    const { stdout } = await run.catch((error: unknown) => error as { stdout: string });
    found.push(
      stdout.startsWith('error') || stdout.startsWith(' ')
        ? { error: stdout }
        : { key: stdout.trim().split(' ')[0] ?? '' },
    );
  }
  return found;
}

async function askRclone(questions: readonly Question[], { box, answers }: Stage): Promise<Answer[]> {
  const remote = {
    RCLONE_CONFIG: box.write('rclone.conf', ''),
    RCLONE_CONFIG_LOOP_TYPE: 's3',
    RCLONE_CONFIG_LOOP_PROVIDER: 'Other',
    RCLONE_CONFIG_LOOP_ENV_AUTH: 'true',
    RCLONE_CONFIG_LOOP_REGION: 'eu-west-1',
    RCLONE_CONFIG_LOOP_ENDPOINT: answers.url,
    RCLONE_CONFIG_LOOP_FORCE_PATH_STYLE: 'true',
    // Its SDK knows no endpoint of STS but AWS's own, which must not be reached.
    HTTPS_PROXY: 'http://127.0.0.1:1',
  };
  const args = ['lsf', '--retries', '1', '--low-level-retries', '1', 'loop:loopback'];
  const found: Answer[] = [];
  for (const { env } of questions) {
    const before = answers.signers.length;
    const run = promisify(execFile)('rclone', args, {
      env: { ...box.env, ...remote, ...env },
      cwd: box.home,
      timeout: 60_000,
    });
    const error = await run.then(
      () => '',
      (failure: unknown) => (failure as { stderr: string }).stderr,
    );
    const key = answers.signers[before];
    found.push(key === undefined || key === '' ? { error } : { key });
  }
  return found;
}

/** Programs of one's own: the variable names one that prints a key, or `error: …`. */
const named = (['Go', 'Java'] as const).flatMap((sdk): RealSdk[] => {
  const program = process.env[`BRS_TEST_SDK_${sdk.toUpperCase()}`];
  if (!program) return [];
  return [
    { name: `the SDK for ${sdk} (${program})`, sdk, needs: [], ask: (list, { box }) => oneByOne([program], list, box) },
  ];
});

export const realSdks: readonly RealSdk[] = [
  {
    name: 'botocore',
    sdk: 'botocore',
    needs: ['linux', 'python3:boto3'],
    ask: (list, { box }) => inOneProcess(['python3', box.write('ask.py', python)], list, box),
  },
  {
    name: 'the SDK for JavaScript',
    sdk: 'JavaScript',
    needs: ['linux'],
    ask: (list, { box }) => {
      const sts = createRequire(import.meta.url).resolve('@aws-sdk/client-sts');
      const sdk = createRequire(sts).resolve('@aws-sdk/credential-provider-node');
      return inOneProcess([programUnderTest().command, box.write('ask.cjs', script), sdk], list, box);
    },
  },
  { name: "rclone with Go's SDK 1", sdk: 'Go', needs: ['linux', 'rclone'], ask: askRclone },
  ...named,
];
