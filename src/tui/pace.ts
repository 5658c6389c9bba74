/** Between two frames: held keys and busy refreshes come faster than anybody looks. */
const frameMs = 30;

export interface Pace {
  /** Soon, and once however often it is asked for. */
  soon(): void;
  stop(): void;
}

export function makePace(act: () => void): Pace {
  let timer: NodeJS.Timeout | undefined;
  let last = -Infinity;
  const go = (): void => {
    timer = undefined;
    act();
    last = performance.now();
  };
  return {
    soon() {
      timer ??= setTimeout(go, Math.max(0, frameMs - (performance.now() - last)));
    },
    stop: () => clearTimeout(timer),
  };
}
