import { flagName, settingsTable, type SettingKey, type SettingRow } from '../../src/config/settings';

const begin = '<!-- settings: made by `npm run docs` -->\n';
const end = '<!-- settings end -->';

function row(key: SettingKey): string {
  const { flag, help, ours, alias }: SettingRow = settingsTable[key];
  const name = ours === true ? `\`brs_${key}\` *ours*` : `\`${key}\``;
  const also = alias === undefined ? '' : ` (also \`${alias}\`)`;
  return `| ${name} | ${flag === undefined ? '' : `\`--${flagName(key)} ${flag}\``} | ${help}${also} |`;
}

/** The README with its table of settings as the code has them now. */
export function settingsDocument(readme: string): string {
  const keys = (Object.keys(settingsTable) as SettingKey[]).filter((key) => settingsTable[key].help !== 'not read yet');
  const table = ['| key | flag | meaning |', '|---|---|---|', ...keys.map(row)].join('\n');
  const [head, rest = ''] = readme.split(begin);
  return `${head ?? ''}${begin}\n${table}\n\n${end}${rest.split(end)[1] ?? ''}`;
}
