/**
 * Text from elsewhere as one line that can't steer a terminal: every control character becomes a blank. So does what is
 * not seen and turns or hides what is: marks of direction, blanks without width.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ');
}

/** Whether a text holds a line feed or another ASCII control character: no key, token or setting has one. */
export function hasControl(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return /[\u0000-\u001f\u007f]/.test(text);
}
