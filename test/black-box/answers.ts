// Runs that succeed, and what they printed.
import { expect } from '@jest/globals';
import type { RunOptions, Sandbox } from '../support/sandbox';

export interface Document {
  readonly Version: number;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken?: string;
  readonly Expiration?: string;
  readonly AccountId?: string;
}

/** The document of a run that succeeds: one line, and nothing on stderr. */
export async function answerOf(box: Sandbox, args: readonly string[], options?: RunOptions): Promise<Document> {
  const { code, stdout, stderr } = await box.run(args, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{[^\n]+\}\n$/);
  const document = JSON.parse(stdout) as Document;
  expect(document).toMatchObject({ Version: 1, AccessKeyId: expect.any(String), SecretAccessKey: expect.any(String) });
  return document;
}
