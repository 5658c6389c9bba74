import { describe, expect, test } from '@jest/globals';
import { containerEndpoint } from '../../src/config/container';
import type { Variables } from '../../src/config/environment';
import { ConfigError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { caught } from '../support/fake-system';

const relative = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
const full = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';

describe('containerEndpoint', () => {
  test('is nothing without the variables, even where a token is set', () => {
    expect(containerEndpoint({ AWS_CONTAINER_AUTHORIZATION_TOKEN: new Secret('made-up') })).toBeUndefined();
  });

  test.each<[string, Variables, string]>([
    ['a relative path, its query kept', { [relative]: '/v2/x?y=1' }, 'http://169.254.170.2/v2/x?y=1'],
    ['https anywhere', { [full]: 'https://vault.example.com/x' }, 'https://vault.example.com/x'],
    ['localhost', { [full]: 'http://localhost:8080/x' }, 'http://localhost:8080/x'],
    ['loopback', { [full]: 'http://127.9.8.7/x' }, 'http://127.9.8.7/x'],
    ['loopback, IPv6', { [full]: 'http://[::1]:1/x' }, 'http://[::1]:1/x'],
    ['Amazon ECS', { [full]: 'http://169.254.170.2/x' }, 'http://169.254.170.2/x'],
    ['EKS Pod Identity', { [full]: 'http://169.254.170.23/v1/credentials' }, 'http://169.254.170.23/v1/credentials'],
    ['EKS Pod Identity, IPv6', { [full]: 'http://[fd00:ec2::23]/v1' }, 'http://[fd00:ec2::23]/v1'],
    [
      'the relative path before the full address',
      { [relative]: '/x', [full]: 'https://a/b' },
      'http://169.254.170.2/x',
    ],
  ])('allows %s', (_, variables, url) => {
    expect(containerEndpoint(variables)).toEqual({ url });
  });

  test.each<[string, Variables, RegExp]>([
    [
      'another host over http',
      { [full]: 'http://example.com/x' },
      /FULL_URI names example.com, which may not be asked/,
    ],
    ['a private address over http', { [full]: 'http://10.0.0.1/' }, /names 10.0.0.1/],
    ['the instance metadata over http', { [full]: 'http://169.254.169.254/' }, /names 169.254.169.254/],
    ['a name that begins like loopback', { [full]: 'http://127.0.0.1.example.com/' }, /names 127.0.0.1.example.com/],
    ['a host hidden behind a user name', { [full]: 'http://localhost@example.com/' }, /names example.com/],
    ['another scheme', { [full]: 'file:///etc/passwd' }, /FULL_URI holds no usable address/],
    ['no scheme', { [full]: 'localhost:80/x' }, /FULL_URI holds no usable address/],
    ['no host', { [full]: 'http://' }, /FULL_URI holds no usable address/],
    ['a relative path without its slash', { [relative]: 'v2/x' }, /RELATIVE_URI holds no usable address/],
    ['a relative path that leads elsewhere', { [relative]: '@example.com/x' }, /RELATIVE_URI holds no usable address/],
    [
      'a relative path that adds to the address',
      { [relative]: '.example.com/' },
      /RELATIVE_URI holds no usable address/,
    ],
  ])('refuses %s before anything is sent', async (_, variables, message) => {
    const error = await caught(() => containerEndpoint(variables));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), hint: expect.stringMatching(/./) });
  });

  test('hands the token and the token file on as they are', () => {
    const token = new Secret('made-up');
    const endpoint = containerEndpoint({
      [full]: 'http://localhost/',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/token',
    });
    expect(endpoint).toEqual({ url: 'http://localhost/', token, tokenFile: '/var/run/token' });
  });
});
