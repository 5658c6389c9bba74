// A person who looks at `brs status` in a shell in tmux, in a made-up world with a loopback STS.
import { expect } from '@jest/globals';
import { nothingLeft, putOnPath } from '../support/exec-world';
import { startTmux, type Tmux } from '../support/tmux';
import { brsOf, until } from '../support/waiting';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';
import { zoneAtNoon } from '../support/zone';

export const audit = 'arn:aws:iam::777788889999:role/Audit';

const config = `${sampleConfig}
[profile dev]
role_arn       = ${roleArn.replace('Deploy', 'Develop')}
source_profile = base

[profile audit]
role_arn       = ${audit}
source_profile = base

[profile adrift]
role_arn       = ${roleArn}
source_profile = nobody
`;

export interface ViewingOptions {
  readonly size?: readonly [columns: number, rows: number];
  readonly env?: Readonly<Record<string, string>>;
  /** Behind `brs status`. */
  readonly words?: string;
}

export interface Viewing extends World {
  /** Opens a shell, has `before` on its screen, and types `brs status` there. */
  readonly open: (options?: ViewingOptions) => Promise<Tmux>;
  /** Ends the view and fails where a secret was on a screen, or a process is left. */
  readonly close: () => Promise<void>;
}

export async function makeViewing(): Promise<Viewing> {
  const world = await makeWorld();
  const { box, issuer } = world;
  box.config(config);
  box.env['TZ'] = zoneAtNoon();
  putOnPath(box);
  box.script('shell', 'exec bash --noprofile --rcfile "$HOME/rc"');
  box.write('rc', 'PS1="ready> "; HISTFILE=/dev/null');
  let tmux: Tmux | undefined;
  const screens: string[] = [];
  return {
    ...world,
    open: async ({ size = [80, 24] as const, env = {}, words = '' } = {}) => {
      const started = await startTmux({ command: 'shell', env: { ...box.env, ...env }, cwd: box.home, size });
      const remembered = async (text: Promise<string>) => {
        screens.push(await text);
        return await text;
      };
      tmux = {
        ...started,
        screen: () => remembered(started.screen()),
        styled: () => remembered(started.styled()),
        waitFor: (wanted, ms) => remembered(started.waitFor(wanted, ms)),
      };
      await tmux.waitFor('ready>');
      await tmux.line('clear; stty -a > before; echo from earlier');
      await tmux.waitFor(/^from earlier/m);
      await tmux.line(`brs status ${words}`.trimEnd());
      return tmux;
    },
    close: async () => {
      if (tmux !== undefined) screens.push(await tmux.screen().catch(() => ''));
      await tmux?.dispose();
      tmux = undefined;
      await nothingLeft(box);
      const secrets = [...issuer.keys.values()].flatMap(({ secretAccessKey, sessionToken = secretAccessKey }) => [
        secretAccessKey.slice(0, 30),
        sessionToken.slice(0, 30),
      ]);
      const seen = screens.splice(0).join('\n').replace(/\s+/g, '');
      expect(secrets.filter((secret) => seen.includes(secret.replace(/\s+/g, '')))).toEqual([]);
    },
  };
}

/** The shell's own again: its modes, the cursor, what stood on its screen; and the status it was told. */
export async function afterwards(tmux: Tmux, { box }: World): Promise<string> {
  await tmux.waitFor(/from earlier[^]*ready>$/);
  await tmux.line('echo "status $?"; stty -a > after');
  const screen = await tmux.waitFor(/^status \d+\nready>$/m);
  expect(screen).toMatch(/^from earlier$/m);
  expect(box.read('after')).toBe(box.read('before'));
  expect(await tmux.tell('display-message', '-p', '#{alternate_on} #{cursor_flag} #{wrap_flag}')).toBe('0 1 1\n');
  return /^status (\d+)$/m.exec(screen)?.[1] ?? '';
}

/** The only process of brs: the view's. */
export async function viewIn({ box }: World): Promise<number> {
  await until(
    () => brsOf(box).length === 1,
    () => `the view alone: ${JSON.stringify(brsOf(box))}`,
  );
  return brsOf(box)[0]?.pid ?? 0;
}

/** A profile's row with this state in it, chosen or not. */
export function row(profile: string, state: string, pointer = '›'): RegExp {
  return new RegExp(`^[${pointer} ] ${profile} .*(?<!\\w)${state}`, 'm');
}
