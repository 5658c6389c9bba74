const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds in `90`, `90s`, `45m`, `1h30m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+[smhd])+$/.test(text)) return undefined;
  const parts = text.match(/\d+[smhd]/g) ?? [];
  return parts.reduce((sum, part) => {
    const unit = part.at(-1) as keyof typeof unitSeconds;
    return sum + Number(part.slice(0, -1)) * unitSeconds[unit];
  }, 0);
}

/** `2 h 5 min`, `12 min`, `40 s`: the two largest units, for people. */
export function describeSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
