// The view of `brs status` in a real terminal: what it shows, and where keys and sizes lead.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { TMUX_PROGRAMS, type Tmux } from '../support/tmux';
import { until } from '../support/waiting';
import { makeViewing, row, type Viewing } from './viewing';

const inTmux = testWith([...TMUX_PROGRAMS, 'stty'], test);

let world: Viewing;
beforeAll(async () => {
  world = await makeViewing();
  for (const name of ['prod', 'audit']) await world.box.run(['creds', '--profile', name]);
});
afterEach(async () => await world.close());
afterAll(async () => await world.dispose());

/** What is another each time, in as many columns. */
function masked(frame: string): string {
  return frame
    .replace(/\b\d:\d\d:\d\d\b/g, 'H:MM:SS')
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'YYYY-MM-DDTHH:MM:SSZ')
    .replace(/\b\d\d:\d\d\b/g, 'HH:MM')
    .replace('under 1 min ago', '1 min ago')
    .replace(/\bin \d\d min\b/g, 'in MM min')
    .replace(/\bentry [0-9a-f]+/g, (text) => `entry ${'0'.repeat(text.length - 6)}`);
}

/** The profile that is chosen, once it is this one. */
async function chosen({ waitFor }: Tmux, name: string): Promise<void> {
  await waitFor(new RegExp(`^› ${name} `, 'm'));
  await waitFor(new RegExp(`^── ${name} `, 'm'));
}

/** The profiles in the list, in order. */
function listed(screen: string): string[] {
  return [...screen.matchAll(/^[› ] ([a-z]\S*) .*(?:fresh|failed|never asked|needs you)/gm)].map(
    ([, name = '']) => name,
  );
}

describe('the frame', () => {
  inTmux('follows the size of the terminal, with as much as fits', async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.keys('j');
    await chosen(tmux, 'audit');
    expect(masked(await tmux.screen())).toMatchSnapshot('80 × 24');
    await tmux.resize(40, 20);
    await tmux.waitFor(/^6 profiles/m);
    expect(masked(await tmux.waitFor(/\? help {2}q quit$/))).toMatchSnapshot('40 × 20');
    await tmux.resize(120, 40);
    await tmux.waitFor(/^brs status {3}6 profiles/m);
    expect(masked(await tmux.waitFor(/y copy {2}\? help {2}q quit$/))).toMatchSnapshot('120 × 40');
    await tmux.resize(20, 5);
    await tmux.waitFor(/q quit$/);
    await tmux.resize(80, 24);
    await tmux.waitFor(/obtained /);
  });

  inTmux('counts down, and is not drawn anew for that', async () => {
    const tmux = await world.open();
    const before = /\d:\d\d:\d\d/.exec(await tmux.waitFor(row('prod', 'fresh')))?.[0] ?? '';
    await until(async () => !(await tmux.screen()).includes(before), 'another time');
    expect(listed(await tmux.screen())).toEqual(['adrift', 'audit', 'base', 'dev', 'mfa', 'prod']);
  });

  inTmux('has no colours under NO_COLOR, and signs and words all the same', async () => {
    const tmux = await world.open({ env: { NO_COLOR: '1' } });
    await tmux.waitFor(row('prod', '● fresh'));
    await tmux.keys('j');
    await chosen(tmux, 'audit');
    const without = await tmux.styled();
    // Colours of text and background; 39 and 49 are the terminal's own.
    // eslint-disable-next-line no-control-regex -- sequences are what is looked for
    const colours = /\u001b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m/;
    expect(without).not.toMatch(colours);
    await world.close();
    const coloured = await world.open();
    await coloured.waitFor(row('prod', '● fresh'));
    expect(await coloured.styled()).toMatch(colours);
  });

  inTmux('is ASCII where the locale is', async () => {
    const tmux = await world.open({ env: { LANG: 'C' } });
    await tmux.waitFor(row('prod', '\\* fresh', '>'));
    expect(await tmux.screen()).toMatch(/^[\n -~]*$/);
  });

  inTmux('says how to begin where there is no profile, and shows the first one as soon as it is there', async () => {
    const { box } = world;
    const [config, credentials] = [box.read('.aws/config'), box.read('.aws/credentials')];
    box.config('');
    box.credentials('');
    try {
      const tmux = await world.open();
      await tmux.waitFor('To begin, write one');
      expect(await tmux.waitFor('[profile prod]')).toContain('brs adopt --all');
      box.credentials(credentials);
      await tmux.waitFor(row('base', 'fresh'));
      expect(await tmux.screen()).toContain('1 profile ');
    } finally {
      box.config(config);
      box.credentials(credentials);
    }
  });
});

describe('keys', () => {
  inTmux('choose: j and k, arrows, page, home and end', async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    const steps: readonly [key: string, name: string][] = [
      ['j', 'audit'],
      ['Down', 'base'],
      ['k', 'audit'],
      ['Up', 'adrift'],
      ['Up', 'adrift'],
      ['End', 'prod'],
      ['Home', 'adrift'],
      ['G', 'prod'],
      ['g', 'adrift'],
      ['PageDown', 'prod'],
      ['PageUp', 'adrift'],
      ['Space', 'prod'],
    ];
    for (const [key, name] of steps) {
      await tmux.keys(key);
      await chosen(tmux, name);
    }
  });

  inTmux('filter as one types, by several words, and show all again', async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.keys('/');
    await tmux.tell('send-keys', '-l', 'deploy');
    expect(listed(await tmux.waitFor('2 of 6 profiles'))).toEqual(['mfa', 'prod']);
    await tmux.tell('send-keys', '-l', ' fresh');
    expect(listed(await tmux.waitFor('1 of 6 profiles'))).toEqual(['prod']);
    await tmux.keys('C-w', 'C-w');
    await tmux.tell('send-keys', '-l', 'qqq');
    await tmux.waitFor('no profile fits the filter; Esc shows all');
    await tmux.keys('C-u');
    await tmux.tell('send-keys', '-l', 'audit');
    await tmux.keys('Enter');
    await tmux.waitFor('q quit');
    expect(listed(await tmux.waitFor('1 of 6 profiles'))).toEqual(['audit']);
    await tmux.keys('Escape');
    await tmux.waitFor('   6 profiles');
    await chosen(tmux, 'audit');
  });

  inTmux('sort by name, state and expiry', async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.keys('s');
    expect(
      listed(await tmux.waitFor('by state'))
        .slice(0, 2)
        .sort(),
    ).toEqual(['adrift', 'mfa']);
    await tmux.keys('s');
    expect(
      listed(await tmux.waitFor('by expiry'))
        .slice(0, 2)
        .sort(),
    ).toEqual(['audit', 'prod']);
    await tmux.keys('s');
    expect(listed(await tmux.waitFor('by name'))[0]).toBe('adrift');
  });

  inTmux('show pages: help, everything about a profile, how it gets its credentials', async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.keys('?');
    expect(await tmux.waitFor('one up')).toContain('refresh all that need nobody');
    await tmux.keys('q');
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.keys('G', 'Enter');
    expect(await tmux.waitFor('Esc back')).toMatch(/assume-role {2}arn:aws:iam::111122223333:role\/Deploy/);
    await tmux.keys('e');
    await tmux.waitFor('How prod gets its credentials');
    await tmux.keys('G');
    await tmux.waitFor(/What other SDKs|SDK/);
    await tmux.keys('Escape');
    await tmux.waitFor(row('prod', 'fresh'));
  });

  inTmux("copy a profile's line to the clipboard of the terminal", async () => {
    const tmux = await world.open();
    await tmux.waitFor(row('prod', 'fresh'));
    await tmux.tell('set-option', '-s', 'set-clipboard', 'on');
    await tmux.keys('G', 'y');
    await tmux.waitFor('copied: credential_process = ');
    expect(await tmux.tell('show-buffer')).toMatch(/^credential_process = \S.* creds --profile prod$/);
  });
});
