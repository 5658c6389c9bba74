/** Whether a variable is set to anything that does not mean no. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && !/^(|0|false|no|off)$/i.test(value);
}
