import type { Completion } from './completion';

interface CompletionRow {
  /** Its place below completions/. */
  readonly file: string;
  /** Lines that a person runs, or puts into a file of the shell's, to have it. */
  readonly install: readonly string[];
  readonly load: () => Promise<Completion>;
}

/** Every completion, by the name of its shell. */
export const completions = {
  bash: {
    file: 'brs.bash',
    install: [
      'brs completion bash > ~/.local/share/bash-completion/completions/brs   # with bash-completion',
      'eval "$(brs completion bash)"   # in ~/.bashrc, without it',
    ],
    load: async () => (await import('./bash')).bashCompletion,
  },
  zsh: {
    file: '_brs',
    install: [
      'brs completion zsh > "${fpath[1]}/_brs"   # or any other folder of fpath',
      'source <(brs completion zsh)   # in ~/.zshrc, behind compinit',
    ],
    load: async () => (await import('./zsh')).zshCompletion,
  },
  fish: {
    file: 'brs.fish',
    install: ['brs completion fish > ~/.config/fish/completions/brs.fish'],
    load: async () => (await import('./fish')).fishCompletion,
  },
  powershell: {
    file: 'brs.ps1',
    install: ['brs completion powershell | Out-String | Invoke-Expression   # in $PROFILE'],
    load: async () => (await import('./powershell')).powershellCompletion,
  },
} as const satisfies Readonly<Record<string, CompletionRow>>;
