import type { System } from '../system/system';
import type { Check, Finding } from './check';
import type { SharedText } from './shared-text';

const secretKey = /^(brs_)?aws_(secret_access_key|session_token|security_token)$/;
const programKey = /^((brs_)?credential_process|brs_command|(brs_)?mfa_process)$/;

function hasKey({ lines }: SharedText, pattern: RegExp): boolean {
  return lines.some(({ property }) => property !== undefined && pattern.test(property.key));
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** Takes from others what they may; the owner's bits stay. */
function closing(path: string, mode: number, { files }: System): () => string {
  return () => {
    files.setMode(path, mode & 0o700);
    return `it is ${octal(mode & 0o700)} now`;
  };
}

function openTo(text: SharedText, system: System): Finding[] {
  const { path } = text;
  const mode = system.files.stat(path)?.mode ?? 0;
  const fixed = {
    advice: `chmod ${octal(mode & 0o700).slice(1)} ${path}`,
    place: path,
    fix: closing(path, mode, system),
  };
  if ((mode & 0o022) !== 0 && hasKey(text, programKey)) {
    const what = `others may write this file (${octal(mode)}), and with it choose programs that run as you`;
    return [{ code: 'config.writable', what, ...fixed }];
  }
  if ((mode & 0o077) === 0 || !hasKey(text, secretKey)) return [];
  return [
    { code: 'config.permissions', what: `others may read this file (${octal(mode)}), and it holds secrets`, ...fixed },
  ];
}

export const configSecrecy: Check = {
  // Windows has no such bits: its lists of rights are inherited from the person's folder.
  run: ({ texts, system }) =>
    system.platform === 'win32' ? [] : [texts.config, texts.credentials].flatMap((text) => openTo(text, system)),
};
