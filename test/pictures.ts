import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putOnPath } from './support/exec-world';
import { keep } from './support/kept';
import { palettes, svgOf } from './support/svg';
import { startTmux } from './support/tmux';
import { makeWorld, type World } from './support/world';
import { zoneAtNoon } from './support/zone';

/** `node build.mjs pictures`: the pictures of the README, from what `brs status` shows in a terminal in a made-up world. */
const folder = join('test', 'pictures');
const size = [100, 30] as const;
const account = (number: number) =>
  String(number).repeat(4) + String(number + 1).repeat(4) + String(number + 2).repeat(4);
const arn = (number: number, role: string) => `arn:aws:iam::${account(number)}:role/${role}`;

interface Row {
  readonly name: string;
  readonly role: string;
  /** What its credentials have, in minutes. */
  readonly left?: number;
  readonly more?: string;
}

const mfa = 'mfa_serial = arn:aws:iam::444455556666:mfa/ann';
const rows: readonly Row[] = [
  { name: 'billing', role: arn(1, 'Billing'), left: 11 },
  { name: 'ci', role: arn(2, 'Pipeline'), left: 22 },
  { name: 'dev', role: arn(3, 'Developer'), left: 58 },
  { name: 'prod', role: arn(1, 'Deploy'), left: 42 },
  { name: 'prod-admin', role: arn(1, 'Admin'), more: mfa },
  { name: 'sandbox', role: arn(5, 'Anything') },
  { name: 'support', role: arn(6, 'Support') },
];

async function furnish({ box, sts }: World): Promise<void> {
  const section = ({ name, role, more = '' }: Row) =>
    `[profile ${name}]\nrole_arn = ${role}\nsource_profile = base\nregion = eu-central-1\n${more}\n`;
  box.config(`[profile base]\nregion = eu-central-1\n${rows.map(section).join('\n')}`);
  sts.roles.set(arn(6, 'Support'), { trusted: () => false });
  await box.run(['creds', '--profile', 'support']);
  const kept = rows.flatMap(({ name, left }) =>
    left === undefined ? [] : [[name, { lifetime: 3600, left: left * 60 }] as const],
  );
  await keep(box, new Map(kept));
  box.env['TZ'] = zoneAtNoon();
  putOnPath(box);
}

async function pictures(): Promise<void> {
  const world = await makeWorld();
  try {
    await furnish(world);
    const tmux = await startTmux({ command: 'brs status', env: world.box.env, cwd: world.box.home, size });
    try {
      await tmux.waitFor(/^ {2}prod-admin/m);
      await tmux.keys('G', 'k', 'k', 'k');
      await tmux.waitFor(/^› prod /m);
      await tmux.waitFor(/^obtained/m);
      const screen = await tmux.styled();
      mkdirSync(folder, { recursive: true });
      for (const [file, palette] of [
        ['status.svg', palettes.dark],
        ['status-light.svg', palettes.light],
      ] as const) {
        const title = 'brs status: profiles, how each stands, how long it lasts';
        const picture = svgOf({ screen, columns: size[0], rows: size[1], title, palette });
        writeFileSync(join(folder, file), picture);
        process.stdout.write(`${join(folder, file)}: ${picture.length} bytes\n`);
      }
    } finally {
      await tmux.dispose();
    }
  } finally {
    await world.dispose();
  }
}

void pictures();
