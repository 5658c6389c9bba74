// Times that count down are marks in Ink's frames, and become text when a frame is shown: to lay out and draw a frame
// anew each second would cost some hundredths of a core, to fill in the times costs nothing.
import { countdown } from './times';

/** All texts of a countdown are this wide. */
export const countdownWidth = 8;

// Characters for private use, each a digit of ten bits: they are one column wide, and Ink passes them on untouched.
const first = 0xe000;
const digitBits = 1024;
const digits = 5;
const marks = /[\ue000-\ue3ff]{5}\ue400{3}/g;

/** What stands for the time left until then. */
export function markOf(at: number): string {
  let left = Math.max(0, Math.floor(at / 1000));
  let text = '';
  for (let index = 0; index < digits; index += 1) {
    text += String.fromCharCode(first + (left % digitBits));
    left = Math.floor(left / digitBits);
  }
  return text.padEnd(countdownWidth, '\ue400');
}

function timeOf(mark: string): number {
  const values = Array.from(mark.slice(0, digits), (digit) => digit.charCodeAt(0) - first);
  return values.reduceRight((sum, value) => sum * digitBits + value, 0) * 1000;
}

/** A frame as it looks at a moment. */
export function filledIn(frame: string, now: number): string {
  return frame.replace(marks, (mark) => countdown(timeOf(mark) - now).padStart(countdownWidth));
}

/** A text from elsewhere, which can't pass for a mark. */
export function unmarked(text: string): string {
  return text.replace(/[\ue000-\ue400]/g, '?');
}
