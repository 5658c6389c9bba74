import type { Format } from './format';

export interface FormatRow {
  readonly load: () => Promise<Format>;
  /** The shells it is for, by program name. What is for a shell can take variables away; what is for none can't. */
  readonly shells: readonly string[];
  /** What a person writes to have a shell take it; COMMAND stands for `brs env …`. */
  readonly idiom?: string;
}

/** Every format, by the name that `--format` takes. */
export const formats = {
  process: { load: async () => (await import('./process')).processFormat, shells: [] },
  posix: {
    load: async () => (await import('./posix')).posixFormat,
    shells: ['sh', 'bash', 'zsh', 'dash', 'ksh', 'mksh', 'ash', 'busybox', 'yash'],
    idiom: 'eval $(COMMAND)',
  },
  fish: { load: async () => (await import('./fish')).fishFormat, shells: ['fish'], idiom: 'COMMAND | source' },
  tcsh: { load: async () => (await import('./tcsh')).tcshFormat, shells: ['tcsh', 'csh'], idiom: 'eval "`COMMAND`"' },
  powershell: {
    load: async () => (await import('./powershell')).powershellFormat,
    shells: ['powershell', 'pwsh'],
    idiom: 'COMMAND | Out-String | Invoke-Expression',
  },
  cmd: {
    load: async () => (await import('./cmd')).cmdFormat,
    shells: ['cmd'],
    idiom: `for /f "delims=" %i in ('COMMAND') do @%i`,
  },
  nushell: {
    load: async () => (await import('./nushell')).nushellFormat,
    shells: ['nu', 'nushell'],
    idiom: 'COMMAND | from json | load-env',
  },
  elvish: {
    load: async () => (await import('./elvish')).elvishFormat,
    shells: ['elvish'],
    idiom: 'eval (COMMAND | slurp)',
  },
  xonsh: { load: async () => (await import('./xonsh')).xonshFormat, shells: ['xonsh'], idiom: 'execx($(COMMAND))' },
  dotenv: { load: async () => (await import('./dotenv')).dotenvFormat, shells: [] },
  ini: { load: async () => (await import('./ini')).iniFormat, shells: [] },
  json: { load: async () => (await import('./json')).jsonFormat, shells: [] },
} as const satisfies Readonly<Record<string, FormatRow>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
