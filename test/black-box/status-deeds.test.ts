// What is done inside the view of `brs status`, and what others do meanwhile.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { TMUX_PROGRAMS, type Tmux } from '../support/tmux';
import { until } from '../support/waiting';
import { audit, makeViewing, row, type Viewing } from './viewing';

const inTmux = testWith([...TMUX_PROGRAMS, 'stty'], test);

let world: Viewing;
beforeEach(async () => {
  world = await makeViewing();
});
afterEach(async () => {
  await world.close();
  await world.dispose();
});

/** Opens the view with this profile chosen. */
async function openAt(name: string): Promise<Tmux> {
  const tmux = await world.open();
  await tmux.waitFor(row('prod', 'never asked'));
  await choose(tmux, name);
  return tmux;
}

async function choose(tmux: Tmux, name: string): Promise<void> {
  const order = ['adrift', 'audit', 'base', 'dev', 'mfa', 'prod'];
  await tmux.keys('Home', ...Array.from({ length: order.indexOf(name) }, () => 'j'));
  await tmux.waitFor(new RegExp(`^› ${name} `, 'm'));
}

describe('a refresh', () => {
  inTmux('of one asks STS once, and the row is fresh', async () => {
    const { sts } = world;
    const { keys, waitFor } = await openAt('audit');
    await keys('r');
    await waitFor('audit: new credentials');
    await waitFor(row('audit', 'fresh .*0:59:'));
    expect(sts.calls.map(({ params }) => params['RoleArn'])).toEqual([audit]);
    await waitFor(row('prod', 'never asked'));
    await keys('r');
    await until(() => sts.count('AssumeRole') === 2, 'a second call: r means now');
  });

  inTmux('of all takes those that need nobody, and tells who is left', async () => {
    const { sts } = world;
    const { keys, waitFor } = await openAt('prod');
    await keys('R');
    await waitFor('3 refreshed, 1 failed; 1 needs you');
    for (const name of ['audit', 'dev', 'prod']) await waitFor(row(name, 'fresh .*0:59:'));
    await waitFor(row('mfa', 'needs you'));
    expect(sts.count('AssumeRole')).toBe(3);
  });

  inTmux('that STS refuses: error and hint are in the pane, and the next success takes them away', async () => {
    const { sts } = world;
    sts.roles.set(audit, { trusted: () => false });
    const { keys, waitFor } = await openAt('audit');
    await keys('r');
    await waitFor(row('audit', 'failed'));
    const screen = await waitFor(/^error .*\d\d:\d\d /m);
    expect(screen).toMatch(/AccessDenied/);
    expect(screen).toMatch(/^ +→ /m);
    sts.roles.clear();
    await keys('r');
    await waitFor(row('audit', 'fresh'));
    expect(await waitFor(/^refresh +from /m)).not.toMatch(/^error/m);
  });

  inTmux('while STS fails for everybody leaves the view usable', async () => {
    world.sts.failNext(100, { status: 500, code: 'InternalFailure', message: 'down' });
    const { keys, waitFor } = await openAt('prod');
    await keys('r');
    await waitFor(row('prod', 'failed'));
    expect(await waitFor(/^error /m)).toContain('InternalFailure');
    await keys('k');
    await waitFor(/^› mfa/m);
  });
});

describe('a login', () => {
  inTmux('takes the code inside the view, masked; a wrong one is told, a right one makes the row fresh', async () => {
    const { sts } = world;
    const { keys, line, waitFor, tell } = await openAt('mfa');
    await waitFor(row('mfa', 'needs you'));
    await keys('l');
    await waitFor(/MFA code/i);
    await tell('send-keys', '-l', '111111');
    expect(await waitFor('••••••')).not.toContain('111111');
    await keys('Enter');
    await waitFor('Not accepted. MFA code');
    sts.acceptCode('222222');
    await line('222222');
    await waitFor(row('mfa', 'fresh .*0:59:'));
    await waitFor('mfa: logged in');
    expect(sts.calls.map(({ action, status }) => `${action} ${status}`)).toEqual([
      'GetSessionToken 403',
      'GetSessionToken 200',
      'AssumeRole 200',
    ]);
  });

  inTmux('can be given up, and nothing is sent', async () => {
    const { keys, waitFor } = await openAt('mfa');
    await keys('l');
    await waitFor(/MFA code/i);
    await keys('1', '2', 'Escape');
    await waitFor(/^✗ no MFA code .* was given/m);
    await waitFor('q quit');
    expect(world.sts.calls).toEqual([]);
  });
});

describe('clearing', () => {
  inTmux('is confirmed first; then the entry is gone', async () => {
    const { box } = world;
    await box.run(['creds', '--profile', 'prod']);
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await choose(tmux, 'prod');
    await tmux.keys('c');
    await tmux.waitFor('Forget what is kept for prod?');
    await tmux.keys('n');
    await tmux.waitFor('q quit');
    expect(await tmux.screen()).toMatch(row('prod', 'fresh'));
    await tmux.keys('c');
    await tmux.waitFor('Forget what is kept for prod?');
    await tmux.keys('y');
    await tmux.waitFor('prod: 1 entry forgotten');
    await tmux.waitFor(row('prod', 'never asked'));
    expect(box.files().filter(({ path }) => path.endsWith('.entry'))).toEqual([]);
  });
});

describe('what others do meanwhile', () => {
  inTmux('is on the screen within seconds: an entry that came, one that went, an edited config', async () => {
    const { box } = world;
    const { waitFor } = await openAt('prod');
    await box.run(['creds', '--profile', 'prod']);
    await waitFor(row('prod', 'fresh'), 5_000);
    await box.run(['clear', '--profile', 'prod']);
    await waitFor(row('prod', 'never asked'), 5_000);
    const config = box.read('.aws/config');
    box.config(`${config}\n[profile late]\nrole_arn = ${audit}\nsource_profile = base\n`);
    await waitFor(row('late', 'never asked'), 5_000);
    await waitFor('7 profiles');
    box.config(config);
    await waitFor('6 profiles', 5_000);
  });

  inTmux('an error that another process had is told in the pane', async () => {
    const { box, sts } = world;
    const { waitFor } = await openAt('audit');
    sts.roles.set(audit, { trusted: () => false });
    expect((await box.run(['creds', '--profile', 'audit'])).code).toBe(4);
    await waitFor(row('audit', 'failed'), 5_000);
    await waitFor(/^error .*AccessDenied/ms, 5_000);
  });
});
