import { describeSeconds } from '../core/duration';

const hour = 3_600_000;

/** `0:12:07`, eight places at most: what is left of a time, second by second. */
export function countdown(left: number): string {
  if (left <= 0) return 'expired';
  if (left >= 100 * hour) return `${Math.floor(left / (24 * hour))} days`;
  const seconds = Math.floor(left / 1000);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60))}:${two(seconds)}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14:02` by the clock on the wall, with the day where that is another. */
export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.getDate()} ${months[date.getMonth()] ?? ''} ${time}`;
}

/** `14:02 (in 12 min)`, `14:02 (3 min ago)`. */
export function moment(at: number, now: number): string {
  const seconds = Math.abs(at - now) / 1000;
  const away = seconds < 60 ? 'under 1 min' : describeSeconds(seconds);
  return `${clockTime(at, now)} (${at >= now ? `in ${away}` : `${away} ago`})`;
}

/** How many of `cells` are filled: some as long as anything is left. */
export function filledCells(part: number, cells: number): number {
  if (!(part > 0)) return 0;
  return Math.min(cells, Math.max(1, Math.round(part * cells)));
}
