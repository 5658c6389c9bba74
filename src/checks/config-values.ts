import type { Profile } from '../config/profile';
import type { SettingKey } from '../config/settings';
import type { Check, Finding } from './check';
import { placeOfOrigin } from './shared-text';
import { wrongValues, type Standing } from './standing';

/** What AWS alone can judge, and what it usually looks like. */
const looks: readonly {
  readonly key: SettingKey & ('role_arn' | 'mfa_serial' | 'region');
  readonly usual: RegExp;
  readonly like: string;
}[] = [
  {
    key: 'role_arn',
    usual: /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    like: 'arn:aws:iam::111122223333:role/NAME',
  },
  {
    key: 'mfa_serial',
    usual: /^(arn:aws[\w-]*:iam::\d{12}:mfa\/[\w+=,.@/-]+|[A-Za-z]{2,4}\w{6,12})$/,
    like: 'arn:aws:iam::444455556666:mfa/NAME',
  },
  { key: 'region', usual: /^([a-z]{2,4}(-[a-z]+)+-\d+|aws-global)$/, like: 'eu-west-1' },
];

function odd({ name, section }: Standing, { settings, origins }: Profile): Finding[] {
  return looks.flatMap(({ key, usual, like }): Finding[] => {
    const value = settings[key];
    const origin = origins[key];
    // What is included from another profile is told of that one.
    const own = section.has(key) || section.has(`brs_${key}`);
    if (value === undefined || origin === undefined || !own || usual.test(value)) return [];
    const what = `${key} of profile ${name} looks odd: ${value}`;
    return [{ code: 'config.odd-value', what, advice: `usually it is like ${like}`, place: placeOfOrigin(origin) }];
  });
}

export const configValues: Check = {
  run: ({ profiles, config, system }) =>
    profiles.flatMap((standing): Finding[] => {
      const wrong = wrongValues(standing, config, system).map(({ error, written }) => ({
        code: 'config.value' as const,
        what: error.message,
        advice: error.hint,
        place: placeOfOrigin(written.origin),
      }));
      return [...wrong, ...(standing.profile === undefined ? [] : odd(standing, standing.profile))];
    }),
};
