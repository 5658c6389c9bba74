import { shapeOf } from '../../src/commands/completion';
import { commands } from '../../src/commands/index';
import { completions } from '../../src/completions/index';

/** Every file below completions/, as the code makes it now. */
export async function completionFiles(): Promise<{ path: string; text: string }[]> {
  const shape = await shapeOf(commands);
  const files: { path: string; text: string }[] = [];
  for (const { file, load } of Object.values(completions)) {
    files.push({ path: `completions/${file}`, text: (await load())(shape) });
  }
  return files;
}
