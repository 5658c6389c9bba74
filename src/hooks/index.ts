import type { Hook } from './hook';

interface HookRow {
  readonly load: () => Promise<Hook>;
  /** The line for the start-up file, and which file that is. */
  readonly line: string;
  readonly file: string;
}

/** Every shell that has a hook, by its program's name. */
export const hooks = {
  bash: { load: async () => (await import('./bash')).bashHook, line: 'eval "$(brs hook bash)"', file: '~/.bashrc' },
  zsh: { load: async () => (await import('./zsh')).zshHook, line: 'eval "$(brs hook zsh)"', file: '~/.zshrc' },
  fish: {
    load: async () => (await import('./fish')).fishHook,
    line: 'brs hook fish | source',
    file: '~/.config/fish/config.fish',
  },
} as const satisfies Readonly<Record<string, HookRow>>;

export type HookName = keyof typeof hooks;
