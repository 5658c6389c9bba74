import { flagName, settingsTable, type SettingKey, type SettingRow } from '../../src/config/settings';
import { codes } from '../../src/checks/codes';
import { formats, type FormatName, type FormatRow } from '../../src/formats/index';

const rows: Readonly<Record<FormatName, FormatRow>> = formats;

function settingRow(key: SettingKey): string {
  const { flag, help, ours, alias }: SettingRow = settingsTable[key];
  const name = ours === true ? `\`brs_${key}\` *ours*` : `\`${key}\``;
  const also = alias === undefined ? '' : ` (also \`${alias}\`)`;
  return `| ${name} | ${flag === undefined ? '' : `\`--${flagName(key)} ${flag}\``} | ${help}${also} |`;
}

function settings(): string[] {
  const keys = (Object.keys(settingsTable) as SettingKey[]).filter((key) => settingsTable[key].help !== 'not read yet');
  return ['| key | flag | meaning |', '|---|---|---|', ...keys.map(settingRow)];
}

/** Code that holds backquotes stands between two of them; a table's cell has its bars escaped. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll('|', '\\|')}${fence}`;
}

function shellRow({ shells, idiom = '' }: FormatRow): string {
  return `| ${shells.join(', ')} | ${code(idiom.replace('COMMAND', 'brs env --profile prod'))} |`;
}

function shells(): string[] {
  const known = Object.values(rows).filter(({ idiom }) => idiom !== undefined);
  return ['| shell | write |', '|---|---|', ...known.map(shellRow)];
}

function checks(): string[] {
  const rows = Object.entries(codes).map(([code, { verdict, means }]) => `| \`${code}\` | ${verdict} | ${means} |`);
  return ['| code | verdict | meaning |', '|---|---|---|', ...rows];
}

const tables = { settings, shells, checks };

/** The README with its tables as the code has them now. */
export function withTables(readme: string): string {
  let text = readme;
  for (const [name, table] of Object.entries(tables)) {
    const begin = `<!-- ${name}: made by \`npm run docs\` -->\n`;
    const end = `<!-- ${name} end -->`;
    const [head = '', rest = ''] = text.split(begin);
    text = `${head}${begin}\n${table().join('\n')}\n\n${end}${rest.split(end)[1] ?? ''}`;
  }
  return text;
}
