import { ConfigError } from '../core/errors';
import type { Secret } from '../core/secret';
import type { Variables } from './environment';

/** Where the container credentials endpoint is, and what it wants to see. */
export interface ContainerEndpoint {
  readonly url: string;
  readonly token?: Secret;
  /** Read anew at every fetch; goes before `token`. */
  readonly tokenFile?: string;
}

/** Amazon ECS, EKS Pod Identity (both families). Plain http is for these and for loopback only. */
const linkLocalHosts = ['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]'];

function allowed({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return loopback || linkLocalHosts.includes(hostname);
}

/** Undefined without the variables; `ConfigError` where they name an address the protocol forbids. */
export function containerEndpoint(variables: Variables): ContainerEndpoint | undefined {
  const relative = variables.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const full = variables.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (relative === undefined && full === undefined) return undefined;
  const name = `AWS_CONTAINER_CREDENTIALS_${relative === undefined ? 'FULL' : 'RELATIVE'}_URI`;
  const text = relative === undefined ? (full ?? '') : `http://169.254.170.2${relative}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const well = relative === undefined || (relative.startsWith('/') && url?.hostname === '169.254.170.2');
  if (url === undefined || !well || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError({ message: `the variable ${name} holds no usable address`, hint: 'correct it, or unset it' });
  }
  if (!allowed(url)) {
    throw new ConfigError({
      message: `the variable ${name} names ${url.hostname}, which may not be asked over plain http`,
      hint: `use https, or one of localhost, 127.0.0.0/8, ${linkLocalHosts.join(', ')}`,
    });
  }
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN: token, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile } = variables;
  return {
    url: url.href,
    ...(token === undefined ? {} : { token }),
    ...(tokenFile === undefined ? {} : { tokenFile }),
  };
}
