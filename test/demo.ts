import { user, makeWorld, roleArn, sampleConfig } from './support/world';

/** `npm run demo`: the main job with no AWS account and no keychain, in a folder that is removed afterwards. */
const say = (text: string) => void process.stdout.write(`${text}\n`);

function masked(json: string): string {
  const document = JSON.parse(json) as Record<string, string | number>;
  const shown = Object.entries(document).map(([key, value]) => {
    const hidden = key === 'SecretAccessKey' || key === 'SessionToken';
    return `  ${key.padEnd(16)} ${hidden ? `${String(value).slice(0, 8)}…` : value}`;
  });
  return shown.join('\n');
}

async function demo(): Promise<void> {
  const world = await makeWorld();
  try {
    say(`A loopback STS that checks signatures knows ${user.userArn},`);
    say('and ~/.aws/config has the profile prod:');
    say(sampleConfig.split('\n\n')[1]?.replace(/^/gm, '    ') ?? '');
    for (const from of ['STS', 'the vault']) {
      const before = world.sts.count('AssumeRole');
      const { code, stdout, stderr, ms } = await world.box.run(['creds', '--profile', 'prod']);
      if (code !== 0) throw new Error(`brs creds ended with ${code ?? 'a signal'}: ${stderr}`);
      const calls = world.sts.count('AssumeRole') - before;
      say(`\n$ brs creds --profile prod      # from ${from}: ${Math.round(ms)} ms, ${calls} AssumeRole for ${roleArn}`);
      say(masked(stdout));
    }
    say('\nWith a profile like that in your own ~/.aws/config, every SDK and the AWS CLI get their credentials so:');
    say('    AWS_PROFILE=prod aws s3 ls');
    say('The first line, credential_process, is what they read; the brs_ lines only brs reads.');
  } finally {
    await world.dispose();
  }
}

void demo();
