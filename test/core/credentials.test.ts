import { describe, expect, test } from '@jest/globals';
import { accountOfArn, partitionOfArn } from '../../src/core/credentials';

describe('accountOfArn', () => {
  test.each([
    ['arn:aws:sts::111122223333:assumed-role/Deploy/ann', '111122223333'],
    ['arn:aws-cn:sts::111122223333:assumed-role/Deploy/ann', '111122223333'],
    ['arn:aws:s3:::bucket', undefined],
    ['arn:foo', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %p is %p', (arn, account) => {
    expect(accountOfArn(arn)).toBe(account);
  });
});

describe('partitionOfArn', () => {
  test.each([
    ['arn:aws:iam::111122223333:role/Deploy', 'aws'],
    ['arn:aws-cn:iam::111122223333:role/Deploy', 'aws-cn'],
    ['arn:aws-us-gov:iam::111122223333:role/Deploy', 'aws-us-gov'],
    ['arn:aws-iso-b:iam::111122223333:role/Deploy', 'aws-iso-b'],
    ['arn:foo', 'aws'],
    ['arn:other:iam::111122223333:role/Deploy', 'aws'],
    [undefined, 'aws'],
  ])('of %p is %s', (arn, partition) => {
    expect(partitionOfArn(arn)).toBe(partition);
  });
});
