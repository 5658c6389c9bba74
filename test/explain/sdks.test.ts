// What the table of verdicts says of each SDK, against that SDK: every folder of test/cases that begins with
// `explain-` is a profile for it. Go and Java by programs of one's own, see real-sdks.ts.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadSharedConfig } from '../../src/config/files';
import type { Takes, Verdict } from '../../src/explain/explanation';
import { readRaw } from '../../src/explain/raw';
import { sdks, verdictOf } from '../../src/explain/sdks';
import { systemFiles } from '../../src/system/files';
import { testWith } from '../support/needs';
import { makeSandbox, type Sandbox } from '../support/sandbox';
import { argumentsOf, caseNames, casesFolder, environmentOf } from './case-folders';
import { realSdks, type Answer, type Question } from './real-sdks';
import { printed, ssoToken, startAnswers, told, type Answers } from './sdk-answers';

const LIMIT_MS = 240_000;

let box: Sandbox;
let answers: Answers;

beforeAll(async () => {
  box = makeSandbox();
  answers = await startAnswers();
  for (const name of ['brs', 'mint', 'other']) {
    box.write(name, `#!/bin/sh\necho '${printed(name === 'brs' ? told.brs : told.program)}'\n`, 0o700);
  }
  box.write('TOKEN', 'made-up/token');
  for (const name of ['https://example.awsapps.com/start', 's']) {
    box.write(`.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`, ssoToken);
  }
  box.env['PATH'] = `${box.home}:${box.env['PATH'] ?? ''}`;
  Object.assign(box.env, {
    AWS_ENDPOINT_URL_STS: answers.url,
    AWS_ENDPOINT_URL_SSO: answers.url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${answers.url}/container`,
  });
});

afterAll(async () => {
  await answers.close();
  await box.dispose();
});

function profileOf(name: string): string {
  const args = argumentsOf(name);
  return args.includes('--profile') ? (args[args.indexOf('--profile') + 1] ?? '') : 'default';
}

/** The variables of a case that SDKs go by; where STS and the container are is the test's own affair. */
function questionOf(name: string): Question {
  const own = Object.entries(environmentOf(name)).filter(([key]) => !/ENDPOINT|CONTAINER|CA_BUNDLE/.test(key));
  const profile = profileOf(name);
  const paths = ['config', 'credentials'].map((file) => {
    const path = join(casesFolder, name, file);
    // Certificates and addresses are no part of the question.
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return box.write(join(name, file), text.replace(/^(ca_bundle|\w*endpoint\w*|services) = /gm, '# '));
  });
  return {
    env: {
      ...Object.fromEntries(own),
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_CONFIG_FILE: paths[0] ?? '',
      AWS_SHARED_CREDENTIALS_FILE: paths[1] ?? '',
      ...(profile === 'default' ? {} : { AWS_PROFILE: profile }),
    },
  };
}

/** What a real answer shows that was taken. */
function takenIn(answer: Answer, { env }: Question): Takes {
  if ('error' in answer) {
    const { error } = answer;
    // rclone's SDK knows only AWS's own addresses, and is kept from them by a proxy that is not there.
    if (error.includes('portal.sso.')) return 'Identity Center';
    if (/sts\.[\w-]+\.amazonaws/.test(error)) return 'role';
    return /login/i.test(error) ? 'aws login' : 'error';
  }
  const { key } = answer;
  if (key === '') return 'error';
  const { role, webIdentity, identityCenter, container, brs, program } = told;
  const found = {
    role,
    'web identity': webIdentity,
    'Identity Center': identityCenter,
    nothing: container,
    brs,
    program,
  };
  const kind = Object.entries(found).find(([, id]) => id === key)?.[0];
  if (kind !== undefined) return kind as Takes;
  return env['AWS_ACCESS_KEY_ID'] === key ? 'variables' : 'static keys';
}

/** After a fault some SDKs come to the container. */
function shownBy({ takes, says }: Verdict): Takes {
  return takes === 'error' && says.includes('then tries') ? 'nothing' : takes;
}

/** Where Go's SDK 1 differs from SDK 2, whose verdict the table gives, or can't be made to show it here. */
const otherInGo1: Readonly<Record<string, string>> = {
  'explain-idle-bad-header': 'it refuses the whole file',
  'explain-idle-misplaced-section': 'it reads sections without the prefix',
  'explain-sdk-credential-source-container': 'it knows only the relative address',
  'explain-sdk-byte-order-mark': 'it refuses the whole file',
  'explain-sdk-header-quoted': 'it goes on',
  'explain-sdk-header-with-two-blanks': 'it takes one blank only',
  'explain-sdk-half-pair-in-config': 'it passes over half of a pair',
  'explain-sdk-half-pair-in-credentials': 'it passes over half of a pair',
  'explain-sdk-half-pair-secret': 'it passes over half of a pair',
  'explain-sdk-identity-center-token-only': 'rclone 1.60 does not know sso_session',
  'explain-sdk-keys-in-capitals': 'it goes by the spelling',
  'explain-sdk-login-beside-brs': 'it does not know aws login',
  'explain-sdk-pair-over-two-files': 'it passes over half of a pair',
  'explain-sdk-section-twice': 'the later section takes the place of the first',
  'explain-sdk-source-with-identity-center': 'Identity Center is out of reach, and is met before STS',
  'explain-sdk-unknown-profile': 'it goes on',
  'explain-sdk-unknown-profile-beside-variables': 'it looks at variables first',
  'explain-sdk-value-goes-on': 'it leaves the second line out',
};

for (const real of realSdks) {
  testWith(real.needs, test)(
    `${real.name} takes what the table says of ${String(caseNames.length)} profiles`,
    async () => {
      const questions = caseNames.map(questionOf);
      const found = await real.ask(questions, { box, answers });
      const sdk = sdks.find(({ name }) => name === real.sdk);
      if (sdk === undefined) throw new Error(`there is no row for ${real.sdk}`);
      const claimed: Record<string, Takes> = {};
      const shown: Record<string, Takes> = {};
      for (const [index, name] of caseNames.entries()) {
        if (real.name.includes('rclone') && name in otherInGo1) continue;
        const question = questions[index] ?? { env: {} };
        const env = { ...box.env, ...question.env };
        const system = { env, home: box.home, files: systemFiles };
        const raw = readRaw(await loadSharedConfig(system), systemFiles);
        const matter = { raw, env, byVariable: env['AWS_PROFILE'] !== undefined, platform: process.platform };
        const verdict = verdictOf(sdk, matter, profileOf(name));
        const answer = found[index] ?? { error: 'no answer' };
        claimed[name] = shownBy(verdict);
        shown[name] = takenIn(answer, question);
      }
      expect(shown).toEqual(claimed);
    },
    LIMIT_MS,
  );
}
